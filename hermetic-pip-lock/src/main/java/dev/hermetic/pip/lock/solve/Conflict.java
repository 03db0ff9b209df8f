package dev.hermetic.pip.lock.solve;

import java.util.List;

/**
 * Why needs cannot be met together: the tree of conclusions at whose root nothing is left.
 *
 * @param <P> packages
 * @param <V> versions
 */
public final class Conflict<P, V extends Comparable<? super V>> {
  private final Incompatibility<P, V> last;
  private final P root;

  Conflict(Incompatibility<P, V> last, P root) {
    this.last = last;
    this.root = root;
  }

  /** How packages and sets of versions are written in explanations. */
  public interface Wording<P, V extends Comparable<? super V>> {
    /** A package with some of its versions, for example {@code flask>=3.0}. */
    String some(P subject, Ranges<V> versions);

    /** The root in the plural, for example {@code your requirements}. */
    String root();
  }

  /**
   * The steps that lead to the contradiction, one sentence each; later ones refer to earlier ones
   * by number, counted from 1. Long proofs are cut at their leaves.
   */
  public List<String> sentences(Wording<P, V> wording) {
    return new Proof<>(root, wording).of(last);
  }
}
