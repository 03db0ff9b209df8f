package dev.hermetic.core;

/** A plugin that is missing, duplicated, incomplete or broken. */
public final class ProviderException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private ProviderException(Builder<?, ?> parts) {
    super(parts);
  }

  /** Starts a failure. */
  public static PlainBuilder<ProviderException> builder(String code) {
    return new PlainBuilder<>(code, ProviderException::new);
  }

  @Override
  public ProviderException at(Location where) {
    return copyTo(builder(code())).near(where).build();
  }

  @Override
  public ProviderException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }
}
