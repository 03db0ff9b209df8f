package dev.hermetic.core.spi;

import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.util.Set;

/**
 * Moves bytes for its URI schemes. Core limits, hashes, resumes, retries and stores. Found like a
 * {@link Resolver}; called concurrently.
 */
public interface Fetcher extends AutoCloseable {
  /** The schemes in lower case: {@code https}, {@code git+https}. */
  Set<String> schemes();

  /**
   * Makes one attempt.
   *
   * @throws dev.hermetic.core.FetchException saying whether another attempt may help
   * @throws IOException when the transfer breaks; core tries again
   * @throws InterruptedException when the run is cancelled
   */
  void fetch(SafeUri locator, ContentSink sink, FetchContext context)
      throws IOException, InterruptedException;

  @Override
  default void close() {}
}
