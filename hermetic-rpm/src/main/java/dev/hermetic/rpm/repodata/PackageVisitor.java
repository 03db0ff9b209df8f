package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.file.DependencyKind;

/**
 * Is told what stands in primary.xml, filelists.xml or other.xml, in the order of the document. The
 * texts are only valid during the call; what is not looked at costs nothing.
 */
public interface PackageVisitor {
  /** The list begins; {@code packages} is how many it announces, 0 when it does not say. */
  default void list(long packages) {}

  /** A package begins. */
  default void begin() {}

  /** A field of the package. */
  default void text(PackageField field, Utf8 value) {}

  /** An entry of one of the package's dependency lists. */
  default void dependency(DependencyKind kind, DependencyText entry) {}

  /** A path of the package. */
  default void file(FileKind kind, Utf8 path) {}

  /** An entry of the package's changelog; the date is in seconds since 1970. */
  default void change(String author, long date, Utf8 text) {}

  /** The package is complete. */
  default void end() {}
}
