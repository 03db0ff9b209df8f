package dev.hermetic.rpm.version;

/** How a dependency relates to the version it names. */
public enum Relation {
  /** Any version. */
  ANY("", false, false, false),
  /** Older. */
  LT("<", true, false, false),
  /** Older or equal. */
  LE("<=", true, true, false),
  /** Equal. */
  EQ("=", false, true, false),
  /** Newer or equal. */
  GE(">=", false, true, true),
  /** Newer. */
  GT(">", false, false, true);

  private final String sign;
  private final boolean less;
  private final boolean equal;
  private final boolean greater;

  Relation(String sign, boolean less, boolean equal, boolean greater) {
    this.sign = sign;
    this.less = less;
    this.equal = equal;
    this.greater = greater;
  }

  /** The sign in spec files, {@code >=}; empty for {@link #ANY}. */
  public String sign() {
    return sign;
  }

  /**
   * The relation in the lowest four bits of the sense flags of a header (2 less, 4 greater, 8
   * equal); other combinations mean no version.
   */
  public static Relation ofFlags(int flags) {
    return switch (flags & 0xf) {
      case 2 -> LT;
      case 4 -> GT;
      case 8 -> EQ;
      case 10 -> LE;
      case 12 -> GE;
      default -> ANY;
    };
  }

  /**
   * Whether a version exists that fits both {@code this left} and {@code that right}; rpm's test
   * for what satisfies a requirement or meets a conflict.
   */
  public boolean overlaps(Evr left, Relation that, Evr right) {
    if (this == ANY || that == ANY) {
      return true;
    }
    int order = left.compareTo(right);
    if (order == 0 && left.hasRelease() != right.hasRelease()) {
      // The side without a release stands for all of them if it allows equality.
      if (left.hasRelease() ? that.equal : equal) {
        return true;
      }
    }
    if (order < 0) {
      return greater || that.less;
    }
    if (order > 0) {
      return less || that.greater;
    }
    return (equal && that.equal) || (less && that.less) || (greater && that.greater);
  }
}
