package dev.hermetic.pip.lock.solve;

import java.util.Map;

/**
 * What a search found.
 *
 * @param <P> packages
 * @param <V> versions
 */
public sealed interface Outcome<P, V extends Comparable<? super V>> {
  /**
   * A version for each package that is needed, and for no other.
   *
   * @param versions in the order in which they were decided, the root among them
   */
  record Solved<P, V extends Comparable<? super V>>(Map<P, V> versions) implements Outcome<P, V> {}

  /**
   * The needs contradict one another.
   *
   * @param conflict why, for words
   */
  record Unsolvable<P, V extends Comparable<? super V>>(Conflict<P, V> conflict)
      implements Outcome<P, V> {}
}
