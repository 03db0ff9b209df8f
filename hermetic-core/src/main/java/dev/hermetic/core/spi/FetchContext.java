package dev.hermetic.core.spi;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Policy;
import java.util.Map;
import java.util.Optional;

/** What a fetcher is told about one attempt. Not for implementation. */
public interface FetchContext {
  /** What the run accepts; holds for every redirect too. */
  Policy policy();

  /** Secret header fields for the first origin only. */
  Map<String, String> requestHeaders();

  /** The number of this attempt, from 1. */
  int attempt();

  /** Whether intermediate caches should be bypassed because the last bytes were wrong. */
  boolean bypassCaches();

  /**
   * The only bytes that are wanted, as the {@code Range} field has them (RFC 9110, section 14.2). A
   * fetcher that gives a part tells so by the field {@code content-range} in {@link
   * ContentSink#described} and writes the part after {@link ContentSink#restart}; one that cannot
   * throws a {@link dev.hermetic.core.FetchException} with code {@code fetch.no-range}. Asked for
   * metadata only.
   *
   * @return empty when everything is wanted
   */
  Optional<String> range();

  /** Tells whether the run was cancelled. */
  CancellationToken cancellation();
}
