package dev.hermetic.core.spi;

import dev.hermetic.core.SafeUri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to a {@link MetadataRequest}. Immutable. */
public final class Metadata {
  private final byte[] bytes;
  private final SafeUri uri;
  private final @Nullable String contentType;
  private final long offset;
  private final long totalBytes;

  private Metadata(
      byte[] bytes, SafeUri uri, @Nullable String contentType, long offset, long totalBytes) {
    this.bytes = bytes.clone();
    this.uri = uri;
    this.contentType = contentType;
    this.offset = offset;
    this.totalBytes = totalBytes;
  }

  /** A whole content. */
  public static Metadata of(byte[] bytes, SafeUri uri, Optional<String> contentType) {
    return new Metadata(bytes, uri, contentType.orElse(null), 0, bytes.length);
  }

  /**
   * This answer as part of a larger content.
   *
   * @param offset where its first byte lies in the content, from 0
   * @param totalBytes the size of the whole content, -1 when it is not known
   */
  public Metadata partOf(long offset, long totalBytes) {
    return new Metadata(bytes, uri, contentType, offset, totalBytes);
  }

  /** The bytes that were asked for; a new array each time. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number of these bytes. */
  public int size() {
    return bytes.length;
  }

  /**
   * What relative references inside of it are resolved against: where the last redirect led,
   * without user information, query and fragment; where there was none the address that was asked
   * for, also when a locator rule had a mirror answer.
   */
  public SafeUri uri() {
    return uri;
  }

  /** The media type that the server declared, parameters included. */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /** Where the first of these bytes lies in the whole content; 0 unless a range was asked for. */
  public long offset() {
    return offset;
  }

  /** The size of the whole content in bytes; -1 when a range was asked for and nobody told. */
  public long totalBytes() {
    return totalBytes;
  }
}
