package dev.hermetic.rpm.lock;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.rpm.lockfile.LockedFile;
import dev.hermetic.rpm.lockfile.RpmLockReader;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The lock that is there before a run.
 *
 * @param path where it is
 * @param text its text, empty when there is none
 * @param files what it locks for each architecture
 */
record ExistingLock(RelPath path, String text, SortedMap<String, List<LockedFile>> files) {
  private static final int MAX_BYTES = 256 << 20;
  private static final String ARCH = "- arch: ";

  /** Reads it; a run without a lock has an empty one. */
  static ExistingLock read(SourceTree source, RelPath path) throws IOException {
    if (!source.isFile(path)) {
      return new ExistingLock(path, "", Collections.emptySortedMap());
    }
    String text = source.readText(path, MAX_BYTES);
    return new ExistingLock(path, text, RpmLockReader.parse(path, text));
  }

  /** The versions of each package of an architecture, by name. */
  Map<String, Set<String>> versions(String arch) {
    Map<String, Set<String>> versions = new HashMap<>();
    for (LockedFile file : files.getOrDefault(arch, List.of())) {
      if (file.kind() == LockedFile.Kind.PACKAGE) {
        versions.computeIfAbsent(file.name().name(), n -> new TreeSet<>()).add(file.name().evr());
      }
    }
    return versions;
  }

  /**
   * The lines about each architecture, as they stand there.
   *
   * @throws LockfileException with code {@code rpm.lock-layout} when they are not laid out as we
   *     write them
   */
  SortedMap<String, String> blocks() {
    SortedMap<String, String> blocks = new TreeMap<>();
    int start = text.startsWith(ARCH) ? 0 : text.indexOf("\n" + ARCH) + 1;
    while (!files.isEmpty() && start < text.length()) {
      int next = text.indexOf("\n" + ARCH, start);
      int end = next < 0 ? text.length() : next + 1;
      String block = text.substring(start, end);
      int line = block.indexOf('\n');
      String arch = block.substring(0, line < 0 ? block.length() : line);
      blocks.put(arch.replace(ARCH, "").strip(), block.endsWith("\n") ? block : block + "\n");
      start = end;
    }
    if (!blocks.keySet().equals(files.keySet())) {
      throw LockfileException.of(
          "rpm.lock-layout",
          Location.of(path),
          "the lock is not laid out line by line, so that no part of it can be kept",
          "lock all architectures at once");
    }
    return blocks;
  }
}
