package dev.hermetic.core;

import java.util.List;

/**
 * The run was cancelled through its {@link CancellationToken}; resumable parts remain in the store,
 * the output is untouched.
 */
public final class CancelledException extends HermeticException {
  private static final long serialVersionUID = 1L;

  /** A cancellation. */
  public CancelledException() {
    super("cancelled", "", "the run was cancelled", null, List.of());
  }
}
