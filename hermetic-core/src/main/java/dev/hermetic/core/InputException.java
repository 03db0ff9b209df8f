package dev.hermetic.core;

/** A request, option or file that cannot be used as it is. */
public sealed class InputException extends HermeticException permits LockfileException {
  private static final long serialVersionUID = 2L;

  InputException(Builder<?, ?> parts) {
    super(parts);
  }

  /** A failure with its hints. */
  public static InputException of(String code, String message, String... hints) {
    return builder(code).message(message).hints(hints).build();
  }

  /** Starts a failure. */
  public static PlainBuilder<InputException> builder(String code) {
    return new PlainBuilder<>(code, InputException::new);
  }

  /** The same failure as one of the file that it was found in. */
  @Override
  public LockfileException at(Location where) {
    return copyTo(LockfileException.builder(code(), where)).build();
  }

  @Override
  public InputException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }
}
