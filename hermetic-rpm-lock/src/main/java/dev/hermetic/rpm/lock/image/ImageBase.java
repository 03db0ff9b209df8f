package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import dev.hermetic.rpm.repodata.PackageTable;
import java.util.Map;
import java.util.Optional;

/**
 * What locking takes from a base image of one architecture. Immutable; safe for several readers.
 *
 * @param digest the digest of what the reference names: an index or a manifest
 * @param manifest the digest of the manifest of this architecture
 * @param labels the labels of its configuration, sorted
 * @param packages what is installed, with all paths, in the order of the database
 * @param release what its own packages say about the release of the distribution
 */
public record ImageBase(
    Digest digest,
    Digest manifest,
    Map<String, String> labels,
    PackageTable packages,
    InstalledRelease release) {

  /** The value of {@code $releasever}; empty when no package tells. */
  public Optional<String> releasever() {
    return release.releasever();
  }
}
