package dev.hermetic.rpm.lockfile;

import java.util.Optional;

/**
 * Name, version and architecture of a package before its bytes are there.
 *
 * @param name the name
 * @param epoch the epoch, empty for none or zero
 * @param versionRelease {@code version-release}, empty when nobody says
 * @param arch the architecture, empty when the file name does not say
 */
public record PackageName(String name, String epoch, String versionRelease, String arch) {
  private static final String SUFFIX = ".rpm";

  /**
   * What {@code name-version-release.arch.rpm} says; all of it is the name when it has no parts.
   */
  static PackageName ofFile(String fileName) {
    String stem =
        fileName.endsWith(SUFFIX)
            ? fileName.substring(0, fileName.length() - SUFFIX.length())
            : fileName;
    int dot = stem.lastIndexOf('.');
    int release = dot < 0 ? -1 : stem.lastIndexOf('-', dot);
    int version = release <= 0 ? -1 : stem.lastIndexOf('-', release - 1);
    if (version <= 0) {
      return new PackageName(stem, "", "", "");
    }
    return new PackageName(
        stem.substring(0, version), "", stem.substring(version + 1, dot), stem.substring(dot + 1));
  }

  /** The same with what the lock says instead, where it says something. */
  PackageName or(Optional<String> locked, Optional<String> evr) {
    if (evr.isEmpty()) {
      return new PackageName(locked.orElse(name), epoch, versionRelease, arch);
    }
    String text = evr.get();
    int colon = text.indexOf(':');
    String number = colon < 0 ? "" : text.substring(0, colon);
    return new PackageName(
        locked.orElse(name), number.equals("0") ? "" : number, text.substring(colon + 1), arch);
  }

  /** {@code [epoch:]version-release}. */
  public String evr() {
    return epoch.isEmpty() ? versionRelease : epoch + ":" + versionRelease;
  }
}
