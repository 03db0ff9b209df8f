package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.core.InputException;

/** Metadata asks for more work than any honest repository does. */
public final class SolverLimit {
  /** The code of the refusal. */
  public static final String CODE = "rpm.solve.limit";

  private SolverLimit() {}

  /**
   * The refusal.
   *
   * @param what what is too much
   */
  public static InputException exceeded(String what) {
    return InputException.of(
        CODE,
        "the dependencies of the packages are out of bounds: " + what,
        "look for broken or hostile repositories among those that are enabled");
  }
}
