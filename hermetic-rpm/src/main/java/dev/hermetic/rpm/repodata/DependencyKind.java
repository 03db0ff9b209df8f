package dev.hermetic.rpm.repodata;

/** What a package can say about others, in the order in which createrepo_c writes it. */
public enum DependencyKind {
  /** Capabilities the package has. */
  PROVIDES,
  /** Capabilities that must be installed. */
  REQUIRES,
  /** Capabilities that must not be installed. */
  CONFLICTS,
  /** Packages that this one replaces. */
  OBSOLETES,
  /** Weak: a hint for the user. */
  SUGGESTS,
  /** Weak, backwards: a hint on the other package. */
  ENHANCES,
  /** Weak: installed where possible. */
  RECOMMENDS,
  /** Weak, backwards: installed together with the other package. */
  SUPPLEMENTS;

  private static final DependencyKind[] VALUES = values();

  private final String element = name().toLowerCase(java.util.Locale.ROOT);

  /** The local name of the XML element: {@code requires}. */
  String element() {
    return element;
  }

  static DependencyKind at(int ordinal) {
    return VALUES[ordinal];
  }
}
