package dev.hermetic.rpm.repodata;

import java.util.List;

/**
 * A notice that packages fix something; from updateinfo.xml.
 *
 * @param id its name
 * @param type {@code security}, {@code bugfix}, {@code enhancement}, {@code newpackage} or another
 * @param severity how grave it is, empty where it does not say
 * @param title one line
 * @param issued when it came out, as it is written
 * @param references what it is about, {@code CVE-…} for example
 * @param packages the packages that fix it
 */
public record Advisory(
    String id,
    String type,
    String severity,
    String title,
    String issued,
    List<Reference> references,
    List<FixedPackage> packages) {
  /** Copies the lists. */
  public Advisory {
    references = List.copyOf(references);
    packages = List.copyOf(packages);
  }

  /**
   * What an advisory is about.
   *
   * @param type {@code cve}, {@code bugzilla} or another
   * @param id its name there
   * @param href where to read on
   */
  public record Reference(String type, String id, String href) {}

  /**
   * A package that fixes it.
   *
   * @param name the name
   * @param epoch the epoch, {@code "0"} for none
   * @param version the version
   * @param release the release
   * @param arch the architecture
   * @param filename the file
   */
  public record FixedPackage(
      String name, String epoch, String version, String release, String arch, String filename) {}
}
