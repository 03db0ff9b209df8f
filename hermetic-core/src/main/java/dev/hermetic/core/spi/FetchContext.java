package dev.hermetic.core.spi;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Policy;
import java.util.Map;

/** What a fetcher is told about one attempt. */
public interface FetchContext {
  /** What the run accepts; holds for every redirect too. */
  Policy policy();

  /** Secret header fields for the first origin only. */
  Map<String, String> requestHeaders();

  /** The number of this attempt, from 1. */
  int attempt();

  /** Whether intermediate caches should be bypassed because the last bytes were wrong. */
  boolean bypassCaches();

  /** Tells whether the run was cancelled. */
  CancellationToken cancellation();
}
