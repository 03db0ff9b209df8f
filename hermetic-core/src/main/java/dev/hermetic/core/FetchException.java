package dev.hermetic.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that could not be obtained: network, server, authentication, or the network being switched
 * off.
 */
public final class FetchException extends HermeticException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean retryable;

  /**
   * A failure about {@code subject}.
   *
   * @param status the HTTP status, 0 when there was none
   * @param retryable whether trying again later may help
   */
  public FetchException(
      String code,
      String subject,
      String message,
      int status,
      boolean retryable,
      @Nullable Throwable cause,
      String... hints) {
    super(code, subject, message, cause, List.of(hints));
    this.status = status;
    this.retryable = retryable;
  }

  /** The HTTP status, 0 when there was none. */
  public int status() {
    return status;
  }

  /** Whether trying again later may help. */
  public boolean retryable() {
    return retryable;
  }
}
