package dev.hermetic.rpm.repodata;

/**
 * A path that a package owns.
 *
 * @param path the absolute path
 * @param kind what lies there
 */
public record PackageFile(String path, FileKind kind) {

  /**
   * Whether createrepo_c lists the path in primary.xml too: below {@code /etc/}, with {@code bin/}
   * in it, or {@code /usr/lib/sendmail}.
   */
  boolean primary() {
    return path.startsWith("/etc/") || path.contains("bin/") || path.equals("/usr/lib/sendmail");
  }
}
