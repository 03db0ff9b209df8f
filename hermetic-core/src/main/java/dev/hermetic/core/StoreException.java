package dev.hermetic.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content store or the output directory cannot be read or written: full, read-only, locked by
 * another process, corrupt.
 */
public final class StoreException extends HermeticException {
  private static final long serialVersionUID = 1L;

  /** A failure about {@code subject}, usually a path. */
  public StoreException(
      String code, String subject, String message, @Nullable Throwable cause, String... hints) {
    super(code, subject, message, cause, List.of(hints));
  }
}
