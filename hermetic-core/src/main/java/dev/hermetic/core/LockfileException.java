package dev.hermetic.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lockfile or project file that is missing, malformed, or says something that cannot be honoured.
 */
public final class LockfileException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient Location location;

  /** A failure at a place; the message is printed behind {@code file:line:}. */
  public LockfileException(String code, Location location, String message, String... hints) {
    super(code, location + ": " + message, null, List.of(hints));
    this.location = location;
  }

  /** The same with the failure that caused it. */
  public LockfileException(
      String code, Location location, String message, @Nullable Throwable cause, String... hints) {
    super(code, location + ": " + message, cause, List.of(hints));
    this.location = location;
  }

  /** Where. */
  public Location location() {
    return location;
  }
}
