package dev.hermetic.core;

/** A plugin that is missing, duplicated, incomplete or broken. */
public final class ProviderException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private ProviderException(Builder parts) {
    super(parts);
  }

  /** Starts a failure. */
  public static Builder builder(String code) {
    return new Builder(code);
  }

  @Override
  public ProviderException at(Location where) {
    return copyTo(builder(code())).near(where).build();
  }

  @Override
  public ProviderException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }

  /** Collects the parts of a failure; not thread-safe. */
  public static final class Builder extends HermeticException.Builder<ProviderException, Builder> {
    private Builder(String code) {
      super(code);
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public ProviderException build() {
      return new ProviderException(this);
    }
  }
}
