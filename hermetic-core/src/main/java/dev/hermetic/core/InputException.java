package dev.hermetic.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request, option or file that cannot be used as it is. */
public class InputException extends HermeticException {
  private static final long serialVersionUID = 1L;

  /** A failure with its hints. */
  public InputException(String code, String message, String... hints) {
    super(code, "", message, null, List.of(hints));
  }

  InputException(String code, List<String> lines, List<String> hints) {
    super(code, lines, hints);
  }

  /**
   * A failure that needs more than a sentence.
   *
   * @param lines the sentence, and what stands behind it, one line each
   */
  public static InputException explained(String code, List<String> lines, String... hints) {
    return new InputException(code, lines, List.of(hints));
  }

  InputException(String code, String message, @Nullable Throwable cause, List<String> hints) {
    super(code, "", message, cause, hints);
  }
}
