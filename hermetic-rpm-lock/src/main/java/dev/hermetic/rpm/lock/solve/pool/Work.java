package dev.hermetic.rpm.lock.solve.pool;

/**
 * Counts the steps of solving, so that hostile metadata ends after the same amount of work on every
 * machine. A whole distribution takes less than a hundredth of it. For one thread.
 */
public final class Work {
  private static final long MAX = 20_000_000_000L;

  private long steps;

  /** Begins to count anew. */
  public void restart() {
    steps = 0;
  }

  /**
   * Counts some steps: a look at a rule, a literal, a package.
   *
   * @throws dev.hermetic.core.InputException with code {@code rpm.solve.limit} when it is more than
   *     honest metadata takes
   */
  public void add(long more) {
    steps += more;
    if (steps > MAX) {
      throw SolverLimit.exceeded("more than " + MAX + " steps");
    }
  }
}
