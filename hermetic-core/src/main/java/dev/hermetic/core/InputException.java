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

  InputException(String code, String message, @Nullable Throwable cause, List<String> hints) {
    super(code, "", message, cause, hints);
  }
}
