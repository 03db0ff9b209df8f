package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;

/**
 * What the three lists of a repository say about a package alike.
 *
 * @param name the name
 * @param epoch the epoch, {@code "0"} for none
 * @param version the version
 * @param release the release
 * @param arch the architecture, {@code src} for a source package
 * @param checksum the digest of the whole file, the {@code pkgid}
 */
public record PackageId(
    String name, String epoch, String version, String release, String arch, Digest checksum) {

  /** {@code name-epoch:version-release.arch}, without an epoch of 0. */
  @Override
  public String toString() {
    String prefix = epoch.equals("0") || epoch.isEmpty() ? "" : epoch + ":";
    return name + "-" + prefix + version + "-" + release + "." + arch;
  }
}
