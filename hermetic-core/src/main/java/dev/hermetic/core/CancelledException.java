package dev.hermetic.core;

/**
 * The run was cancelled through its {@link CancellationToken}; resumable parts remain in the store,
 * the output is untouched.
 */
public final class CancelledException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private CancelledException(Builder<?, ?> parts) {
    super(parts);
  }

  /** A cancellation. */
  public static CancelledException of() {
    return new PlainBuilder<>("cancelled", CancelledException::new)
        .message("the run was cancelled")
        .build();
  }

  /** This failure: what is cancelled is nowhere in a file. */
  @Override
  public CancelledException at(Location where) {
    return this;
  }

  /** This failure: what is cancelled is the whole run. */
  @Override
  public CancelledException about(String thing) {
    return this;
  }
}
