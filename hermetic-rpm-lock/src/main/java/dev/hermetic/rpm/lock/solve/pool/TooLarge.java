package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.core.InputException;

/** Metadata asks for more work than any honest repository does. */
public final class TooLarge extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param what is too much
   */
  public TooLarge(String what) {
    super(
        "rpm.solve.limit",
        "the dependencies of the packages are out of bounds: " + what,
        "look for broken or hostile repositories among those that are enabled");
  }
}
