package dev.hermetic.core;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that could not be obtained: network, server, authentication, or the network being switched
 * off.
 */
public final class FetchException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private final int status;
  private final boolean retryable;
  private final @Nullable Duration retryAfter;

  private FetchException(Builder parts) {
    super(parts);
    this.status = parts.status;
    this.retryable = parts.retryable;
    this.retryAfter = parts.retryAfter;
  }

  /** Starts a failure that is not worth another attempt. */
  public static Builder builder(String code) {
    return new Builder(code);
  }

  /** The HTTP status, 0 when there was none. */
  public int status() {
    return status;
  }

  /** Whether trying again later may help. */
  public boolean retryable() {
    return retryable;
  }

  /** How long the server asks to wait before another attempt (RFC 9110, section 10.2.3). */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** The same failure in other words. */
  public FetchException rephrased(String message) {
    return copy().message(message).build();
  }

  @Override
  public FetchException at(Location where) {
    return copy().near(where).build();
  }

  @Override
  public FetchException about(String thing) {
    return copy().subject(thing).build();
  }

  private Builder copy() {
    return copyTo(builder(code())).status(status).retryable(retryable).retryAfter(retryAfter);
  }

  /** Collects the parts of a failure; not thread-safe. */
  public static final class Builder extends HermeticException.Builder<FetchException, Builder> {
    private int status;
    private boolean retryable;
    private @Nullable Duration retryAfter;

    private Builder(String code) {
      super(code);
    }

    @Override
    Builder self() {
      return this;
    }

    /** Sets the HTTP status, 0 for none. */
    public Builder status(int code) {
      status = code;
      return this;
    }

    /** Says whether trying again later may help. */
    public Builder retryable(boolean mayHelp) {
      retryable = mayHelp;
      return this;
    }

    /** Sets how long the server asks to wait; null when it does not say. */
    public Builder retryAfter(@Nullable Duration delay) {
      retryAfter = delay;
      return this;
    }

    @Override
    public FetchException build() {
      return new FetchException(this);
    }
  }
}
