package dev.hermetic.core;

/**
 * The content store or the output directory cannot be read or written: full, read-only, locked by
 * another process, corrupt.
 */
public final class StoreException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private StoreException(Builder<?, ?> parts) {
    super(parts);
  }

  /** Starts a failure. */
  public static PlainBuilder<StoreException> builder(String code) {
    return new PlainBuilder<>(code, StoreException::new);
  }

  @Override
  public StoreException at(Location where) {
    return copyTo(builder(code())).near(where).build();
  }

  @Override
  public StoreException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }
}
