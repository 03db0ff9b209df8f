package dev.hermetic.core.spi;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Index metadata that a resolver or locker wants: where it is, how much of it may come, in which
 * form, and optionally which bytes of it.
 */
public final class MetadataRequest {
  private final SafeUri uri;
  private final long maxBytes;
  private final @Nullable String accept;
  private final @Nullable String range;

  private MetadataRequest(Builder builder) {
    this.uri = builder.uri;
    this.maxBytes = builder.maxBytes;
    this.accept = builder.accept;
    this.range = builder.range;
  }

  /**
   * Starts a request.
   *
   * @param maxBytes the most bytes the answer may have; for a range, the most of that range
   * @throws InputException with code {@code input.size} when it is not positive
   */
  public static Builder builder(SafeUri uri, long maxBytes) {
    if (maxBytes <= 0) {
      throw InputException.of(
          "input.size", uri + ": a limit of " + maxBytes + " bytes lets nothing through");
    }
    return new Builder(uri, maxBytes);
  }

  /** What is asked for. */
  public SafeUri uri() {
    return uri;
  }

  /** The most bytes the answer may have. */
  public long maxBytes() {
    return maxBytes;
  }

  /** The wanted media types as the {@code Accept} field has them (RFC 9110, section 12.5.1). */
  public Optional<String> accept() {
    return Optional.ofNullable(accept);
  }

  /**
   * The wanted bytes as the {@code Range} field has them (RFC 9110, section 14.2): {@code
   * bytes=0-99} or {@code bytes=-100}; empty for everything.
   */
  public Optional<String> range() {
    return Optional.ofNullable(range);
  }

  /** {@code uri}, without secrets, and the range if there is one. */
  @Override
  public String toString() {
    return range == null ? uri.toString() : uri + " (" + range + ")";
  }

  /** Collects the parts of a request; not thread-safe. */
  public static final class Builder {
    private final SafeUri uri;
    private final long maxBytes;
    private @Nullable String accept;
    private @Nullable String range;

    private Builder(SafeUri uri, long maxBytes) {
      this.uri = uri;
      this.maxBytes = maxBytes;
    }

    /**
     * Says which media types are wanted, {@code application/json, text/html;q=0.5}; answers are
     * kept apart by it.
     *
     * @throws InputException with code {@code input.header} when it could break out of a header
     *     line
     */
    public Builder accept(String mediaTypes) {
      if (mediaTypes.isBlank() || mediaTypes.chars().anyMatch(c -> c < ' ' || c > '~')) {
        throw InputException.of(
            "input.header", uri + ": the wanted media types are not printable ASCII");
      }
      accept = mediaTypes;
      return this;
    }

    /**
     * Asks for the bytes from {@code first} to {@code last}, both included, counted from 0; a
     * shorter content gives fewer.
     *
     * @throws InputException with code {@code input.range} when there are no such bytes
     */
    public Builder range(long first, long last) {
      if (first < 0 || last < first) {
        throw InputException.of(
            "input.range", uri + ": there are no bytes from " + first + " to " + last);
      }
      range = "bytes=" + first + "-" + last;
      return this;
    }

    /**
     * Asks for the last {@code bytes} bytes; a shorter content gives all of it.
     *
     * @throws InputException with code {@code input.range} when it is not positive
     */
    public Builder lastBytes(long bytes) {
      if (bytes <= 0) {
        throw InputException.of("input.range", uri + ": there are no last " + bytes + " bytes");
      }
      range = "bytes=-" + bytes;
      return this;
    }

    /** The request. */
    public MetadataRequest build() {
      return new MetadataRequest(this);
    }
  }
}
