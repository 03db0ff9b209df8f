package dev.hermetic.core;

import java.util.List;

/**
 * Artifacts or files that cannot lie where they would have to: collisions, or a path that serves as
 * file and directory.
 */
public final class LayoutException extends HermeticException {
  private static final long serialVersionUID = 1L;

  /** A failure about {@code subject}. */
  public LayoutException(String code, String subject, String message, String... hints) {
    super(code, subject, message, null, List.of(hints));
  }
}
