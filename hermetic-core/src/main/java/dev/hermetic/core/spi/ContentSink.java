package dev.hermetic.core.spi;

import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the bytes of one attempt: counts, limits, hashes and stages them. Used by one thread. Not
 * for implementation.
 */
public interface ContentSink {
  /** How many bytes an earlier attempt has staged; 0 when there are none to resume from. */
  long offset();

  /**
   * The validator, an ETag or date, that {@link #validator(String)} recorded when those bytes were
   * staged.
   */
  Optional<String> validator();

  /** Records a validator for a later resumption. */
  void validator(String etagOrDate) throws IOException;

  /**
   * Says how large the whole content will be, in bytes.
   *
   * @throws dev.hermetic.core.IntegrityException with code {@code integrity.size} when the lock
   *     says otherwise
   * @throws dev.hermetic.core.PolicyException with code {@code policy.size} when it is over the cap
   */
  void declareSize(long bytes);

  /**
   * Tells what the answer says about its content, before the first byte of it.
   *
   * @param uri where the last redirect led
   * @param fields {@code content-type}, {@code etag}, {@code last-modified} and {@code
   *     content-range}, where the answer has them
   */
  void described(SafeUri uri, Map<String, String> fields);

  /** Continues behind the staged bytes; the server honoured the range. */
  OutputStream append() throws IOException;

  /** Drops the staged bytes and begins anew. */
  OutputStream restart() throws IOException;
}
