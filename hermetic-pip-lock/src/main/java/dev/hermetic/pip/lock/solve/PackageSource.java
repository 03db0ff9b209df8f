package dev.hermetic.pip.lock.solve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What exists: the versions of packages and what each needs. Answers must not change during one
 * run. Called from one thread.
 *
 * @param <P> packages; values with equality
 * @param <V> versions
 */
public interface PackageSource<P, V extends Comparable<? super V>> {
  /**
   * The version to try first among those in a range.
   *
   * @return empty when none of the range can be used
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  Optional<V> choose(P subject, Ranges<V> versions) throws IOException, InterruptedException;

  /** Why {@link #choose} had nothing to offer, as the end of a sentence; may be empty. */
  String reason(P subject, Ranges<V> versions);

  /**
   * What a version needs.
   *
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  Needs<P, V> needs(P subject, V version) throws IOException, InterruptedException;

  /**
   * The smallest set that holds a version. A package source that knows its versions in order widens
   * it up to the next one, so that sets without a version between them are equal.
   */
  default Ranges<V> only(P subject, V version) {
    return Ranges.exactly(version);
  }

  /** What packages share so that they are decided on next to one another. */
  default Object family(P subject) {
    return subject;
  }

  /** Called once a step: the place to stop a run that was cancelled or takes too long. */
  default void step() {}

  /**
   * One need.
   *
   * @param target the package needed
   * @param versions the versions that will do
   * @param pinned whether it was written for exactly one version
   * @param text the need as it was written and where, for explanations
   */
  record Dependency<P, V extends Comparable<? super V>>(
      P target, Ranges<V> versions, boolean pinned, String text) {}

  /**
   * What a version needs, or why it cannot be used at all.
   *
   * @param dependencies its needs, in the order in which they were written
   * @param unusable the reason, as the end of a sentence
   */
  record Needs<P, V extends Comparable<? super V>>(
      List<Dependency<P, V>> dependencies, Optional<String> unusable) {
    /** The needs of a version that can be used. */
    public static <P, V extends Comparable<? super V>> Needs<P, V> of(
        List<Dependency<P, V>> dependencies) {
      return new Needs<>(List.copyOf(dependencies), Optional.empty());
    }

    /** A version that cannot be used. */
    public static <P, V extends Comparable<? super V>> Needs<P, V> unusable(String reason) {
      return new Needs<>(List.of(), Optional.of(reason));
    }
  }
}
