package dev.hermetic.core;

import java.util.ArrayList;
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

  private LockfileException(
      String code, Location location, List<String> lines, List<String> hints) {
    super(code, lines, hints);
    this.location = location;
  }

  /**
   * A failure at a place that needs more than a sentence.
   *
   * @param lines the sentence, which is printed behind {@code file:line:}, and what stands behind
   *     it, one line each
   */
  public static LockfileException explained(
      String code, Location location, List<String> lines, String... hints) {
    List<String> located = new ArrayList<>(lines);
    located.set(0, location + ": " + lines.get(0));
    return new LockfileException(code, location, located, List.of(hints));
  }

  /** Where. */
  public Location location() {
    return location;
  }
}
