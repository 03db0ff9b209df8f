package dev.hermetic.rpm.repodata;

/**
 * What primary.xml tells people about a package; empty where the package says nothing.
 *
 * @param summary one line
 * @param description a few paragraphs
 * @param packager who packaged it
 * @param url its home
 * @param license its license
 * @param vendor who distributes it
 * @param group its group, {@code Unspecified} by rpmbuild's default
 * @param buildHost where it was built
 * @param sourceRpm the file name of its source package; empty for source packages
 */
public record PackageTexts(
    String summary,
    String description,
    String packager,
    String url,
    String license,
    String vendor,
    String group,
    String buildHost,
    String sourceRpm) {
  /** Says nothing. */
  public static final PackageTexts NONE = new PackageTexts("", "", "", "", "", "", "", "", "");
}
