package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.rpm.repodata.EvrPool;
import dev.hermetic.rpm.repodata.StringPool;
import dev.hermetic.rpm.version.Relation;
import dev.hermetic.rpm.version.VersionOrder;

/** The order of versions that are known by their numbers. For one thread. */
public final class Evrs {
  private final StringPool texts;
  private final EvrPool pool;

  private final Work work;

  Evrs(StringPool texts, EvrPool pool, Work work) {
    this.work = work;
    this.texts = texts;
    this.pool = pool;
  }

  /** The order of packages: a version without a release is older than the same with one. */
  public int compare(int left, int right) {
    int order = withoutRelease(left, right);
    if (order != 0) {
      return order;
    }
    int l = pool.release(left);
    int r = pool.release(right);
    return l == 0 || r == 0 ? Boolean.compare(l != 0, r != 0) : compareTexts(l, r);
  }

  /** The order of epochs and versions. */
  public int withoutRelease(int left, int right) {
    if (left == right) {
      return 0;
    }
    int order = compareTexts(pool.epoch(left), pool.epoch(right));
    return order != 0 ? order : compareTexts(pool.version(left), pool.version(right));
  }

  private int compareTexts(int left, int right) {
    if (left == right) {
      return 0;
    }
    String l = texts.get(left);
    String r = texts.get(right);
    work.add(l.length() + r.length());
    return Integer.signum(VersionOrder.INSTANCE.compare(l, r));
  }

  /**
   * The order of dependencies: -2 when only the right names a release and all else is equal, 2 when
   * only the left does.
   */
  public int compareLoosely(int left, int right) {
    int order = withoutRelease(left, right);
    if (order != 0) {
      return order;
    }
    int l = pool.release(left);
    int r = pool.release(right);
    if (l == 0 || r == 0) {
      return l == r ? 0 : l == 0 ? -2 : 2;
    }
    return compareTexts(l, r);
  }

  /** Whether a version exists that fits both. */
  public boolean overlap(Relation left, int leftEvr, Relation right, int rightEvr) {
    if (left == Relation.ANY || right == Relation.ANY) {
      return true;
    }
    boolean less = allowsLess(left) && allowsLess(right);
    if (less || (allowsGreater(left) && allowsGreater(right))) {
      return true;
    }
    return switch (compareLoosely(leftEvr, rightEvr)) {
      case -2 -> allowsEqual(left);
      case -1 -> allowsGreater(left) || allowsLess(right);
      case 0 -> allowsEqual(left) && allowsEqual(right);
      case 1 -> allowsLess(left) || allowsGreater(right);
      default -> allowsEqual(right);
    };
  }

  private static boolean allowsLess(Relation relation) {
    return relation == Relation.LT || relation == Relation.LE;
  }

  private static boolean allowsGreater(Relation relation) {
    return relation == Relation.GT || relation == Relation.GE;
  }

  private static boolean allowsEqual(Relation relation) {
    return relation == Relation.EQ || relation == Relation.LE || relation == Relation.GE;
  }

  /** {@code [epoch:]version[-release]}. */
  public String text(int evr) {
    int epoch = pool.epoch(evr);
    int release = pool.release(evr);
    return (epoch == 0 ? "" : texts.get(epoch) + ":")
        + texts.get(pool.version(evr))
        + (release == 0 ? "" : "-" + texts.get(release));
  }
}
