package dev.hermetic.core;

import java.util.List;

/**
 * Something the policy in force does not allow: an unpinned artifact, a forbidden host or scheme, a
 * size over the cap.
 */
public final class PolicyException extends HermeticException {
  private static final long serialVersionUID = 1L;

  /** A failure about {@code subject} with its hints. */
  public PolicyException(String code, String subject, String message, String... hints) {
    super(code, subject, message, null, List.of(hints));
  }
}
