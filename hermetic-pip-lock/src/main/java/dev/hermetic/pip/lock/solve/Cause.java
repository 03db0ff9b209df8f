package dev.hermetic.pip.lock.solve;

/** Why some terms cannot hold together. */
sealed interface Cause<P, V extends Comparable<? super V>> {
  /** The root package must be selected. */
  record Root<P, V extends Comparable<? super V>>() implements Cause<P, V> {}

  /** The package source has no version in the range. */
  record NoVersions<P, V extends Comparable<? super V>>(String reason) implements Cause<P, V> {}

  /** A version exists and cannot be used. */
  record Unusable<P, V extends Comparable<? super V>>(String reason) implements Cause<P, V> {}

  /** One package needs another. */
  record Needs<P, V extends Comparable<? super V>>(
      P dependent, PackageSource.Dependency<P, V> dependency) implements Cause<P, V> {}

  /** It follows from two others. */
  record Derived<P, V extends Comparable<? super V>>(
      Incompatibility<P, V> first, Incompatibility<P, V> second) implements Cause<P, V> {}
}
