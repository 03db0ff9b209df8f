package dev.hermetic.core;

/**
 * The content store or the output directory cannot be read or written: full, read-only, locked by
 * another process, corrupt.
 */
public final class StoreException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private StoreException(Builder parts) {
    super(parts);
  }

  /** Starts a failure. */
  public static Builder builder(String code) {
    return new Builder(code);
  }

  @Override
  public StoreException at(Location where) {
    return copyTo(builder(code())).near(where).build();
  }

  @Override
  public StoreException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }

  /** Collects the parts of a failure; not thread-safe. */
  public static final class Builder extends HermeticException.Builder<StoreException, Builder> {
    private Builder(String code) {
      super(code);
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public StoreException build() {
      return new StoreException(this);
    }
  }
}
