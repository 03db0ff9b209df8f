package dev.hermetic.pip.lock.solve;

/**
 * A statement about one package: positive, "it is selected with a version of these"; negative, "it
 * is not selected, or with another version".
 *
 * @param positive which of the two
 * @param versions the versions spoken of
 */
record Term<V extends Comparable<? super V>>(boolean positive, Ranges<V> versions) {
  static <V extends Comparable<? super V>> Term<V> of(Ranges<V> versions) {
    return new Term<>(true, versions);
  }

  static <V extends Comparable<? super V>> Term<V> not(Ranges<V> versions) {
    return new Term<>(false, versions);
  }

  Term<V> negated() {
    return new Term<>(!positive, versions);
  }

  /** What holds when both hold. */
  Term<V> and(Term<V> other) {
    if (positive && other.positive) {
      return of(versions.intersect(other.versions));
    }
    if (positive) {
      return of(versions.intersect(other.versions.complement()));
    }
    if (other.positive) {
      return other.and(this);
    }
    return not(versions.union(other.versions));
  }

  /** What holds when either holds. */
  Term<V> or(Term<V> other) {
    return negated().and(other.negated()).negated();
  }

  /** Whether it always holds, so that it says nothing. */
  boolean isAny() {
    return !positive && versions.isEmpty();
  }

  boolean isImpliedBy(Term<V> other) {
    if (other.positive) {
      return positive
          ? other.versions.isSubsetOf(versions)
          : other.versions.isDisjointFrom(versions);
    }
    return !positive && versions.isSubsetOf(other.versions);
  }

  boolean isContradictedBy(Term<V> other) {
    return negated().isImpliedBy(other);
  }
}
