package dev.hermetic.rpm.file;

/** The kinds of dependencies, in the order of {@code primary.xml}. */
public enum DependencyKind {
  /** What the package offers. */
  PROVIDES(1047, 1112, 1113),
  /** What it cannot do without. */
  REQUIRES(1049, 1048, 1050),
  /** What cannot be installed beside it. */
  CONFLICTS(1054, 1053, 1055),
  /** Packages it replaces, by name and version. */
  OBSOLETES(1090, 1114, 1115),
  /** Weak: what it likes a little. */
  SUGGESTS(5049, 5051, 5050),
  /** Weak and reversed: what would like it a little. */
  ENHANCES(5055, 5057, 5056),
  /** Weak: what it likes. */
  RECOMMENDS(5046, 5048, 5047),
  /** Weak and reversed: what would like it. */
  SUPPLEMENTS(5052, 5054, 5053);

  private final int names;
  private final int flags;
  private final int versions;

  DependencyKind(int names, int flags, int versions) {
    this.names = names;
    this.flags = flags;
    this.versions = versions;
  }

  int names() {
    return names;
  }

  int flags() {
    return flags;
  }

  int versions() {
    return versions;
  }
}
