package dev.hermetic.rpm.lockfile;

import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import java.util.List;
import java.util.SortedMap;

/**
 * The content of one {@code rpms.lock.yaml}.
 *
 * @param path the file
 * @param sha256 the digest of its bytes
 * @param arches the files of each architecture in the order of the lock
 */
public record RpmLock(RelPath path, Digest sha256, SortedMap<String, List<LockedFile>> arches) {}
