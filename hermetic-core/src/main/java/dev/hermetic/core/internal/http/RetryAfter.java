package dev.hermetic.core.internal.http;

import java.io.IOException;
import java.time.Duration;

/** The cause of a failure whose server said how long to wait (RFC 9110, section 10.2.3). */
public final class RetryAfter extends IOException {
  private static final long serialVersionUID = 1L;

  private final Duration delay;

  /** A wish for a delay. */
  public RetryAfter(Duration delay) {
    super("Retry-After: " + delay.toSeconds() + " s");
    this.delay = delay;
  }

  /** How long to wait before the next attempt. */
  public Duration delay() {
    return delay;
  }
}
