package dev.hermetic.core;

import org.jspecify.annotations.Nullable;

/**
 * A lockfile or project file that is missing, malformed, or says something that cannot be honoured;
 * always with the place.
 */
public final class LockfileException extends InputException {
  private static final long serialVersionUID = 2L;

  private LockfileException(Builder<?, ?> parts) {
    super(parts);
  }

  /** A failure at a place; the message is printed behind {@code file:line:}. */
  public static LockfileException of(String code, Location where, String message, String... hints) {
    return builder(code, where).message(message).hints(hints).build();
  }

  /** The same with the failure that caused it. */
  public static LockfileException of(
      String code, Location where, String message, @Nullable Throwable cause, String... hints) {
    return builder(code, where).message(message).cause(cause).hints(hints).build();
  }

  /** Starts a failure at a place. */
  public static PlainBuilder<LockfileException> builder(String code, Location where) {
    return new PlainBuilder<>(code, LockfileException::new).at(where);
  }

  /** This failure: its place is known. */
  @Override
  public LockfileException at(Location where) {
    return this;
  }

  @Override
  public LockfileException about(String thing) {
    Location where = location().orElseThrow();
    return copyTo(builder(code(), where)).subject(thing).build();
  }
}
