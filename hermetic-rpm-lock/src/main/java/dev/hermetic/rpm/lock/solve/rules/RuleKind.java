package dev.hermetic.rpm.lock.solve.rules;

/** Why there is a rule; where a rule has several reasons the first of these is told. */
public enum RuleKind {
  /** The package was excluded, or is for another architecture. */
  NOT_INSTALLABLE,
  /** A requirement of the package has no provider. */
  NOTHING_PROVIDES,
  /** A requirement of the package. */
  REQUIRES,
  /** A conflict of the package. */
  CONFLICTS,
  /** Two versions of one name. */
  SAME_NAME,
  /** A package obsoletes the other. */
  OBSOLETES,
  /** An installed package obsoletes the other. */
  INSTALLED_OBSOLETES,
  /** An installed package is kept or upgraded. */
  UPDATE,
  /** An installed package is kept or replaced by whatever can. */
  FEATURE,
  /** What was asked for. */
  JOB,
  /** Nothing has the name that was asked for. */
  JOB_UNKNOWN,
  /** There is a package for a better architecture. */
  INFERIOR_ARCH,
  /** Rather not replace what is installed. */
  CHOICE,
  /** Only the best version will do. */
  BEST,
  /** Of several that obsolete the same, take all. */
  OBSOLETE_GROUP,
  /** Learned from a conflict of other rules. */
  LEARNED
}
