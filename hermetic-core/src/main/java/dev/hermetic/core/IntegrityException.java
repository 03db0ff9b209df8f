package dev.hermetic.core;

import java.util.List;

/** Bytes that are not the pinned ones. */
public final class IntegrityException extends HermeticException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String actual;

  /**
   * A failure about {@code subject}: what was expected and what was found, in the form the user
   * wrote.
   */
  public IntegrityException(
      String code,
      String subject,
      String message,
      String expected,
      String actual,
      String... hints) {
    super(code, subject, message, null, List.of(hints));
    this.expected = expected;
    this.actual = actual;
  }

  /** What the pin says. */
  public String expected() {
    return expected;
  }

  /** What the bytes are. */
  public String actual() {
    return actual;
  }
}
