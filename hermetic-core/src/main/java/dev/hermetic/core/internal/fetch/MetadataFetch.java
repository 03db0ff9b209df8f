package dev.hermetic.core.internal.fetch;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.MapMaker;
import com.google.common.util.concurrent.Striped;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.SafeUri;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;

/**
 * Fetches index metadata into memory. A run asks for each address once; answers are kept, up to 32
 * MiB a run, until the run is gone. Thread-safe.
 */
final class MetadataFetch {
  private static final long KEPT_BYTES = 32L << 20;

  private final Attempts attempts;
  private final Locators locators;
  private final ConcurrentMap<Downloads.Run, Cache<SafeUri, byte[]>> kept =
      new MapMaker().weakKeys().makeMap();
  private final Striped<Lock> flights = Striped.lazyWeakLock(64);

  MetadataFetch(Attempts attempts, Locators locators) {
    this.attempts = attempts;
    this.locators = locators;
  }

  byte[] get(SafeUri uri, long maxBytes, Downloads.Run run) throws InterruptedException {
    Cache<SafeUri, byte[]> cache = kept.computeIfAbsent(run, r -> newCache());
    Lock flight = flights.get(uri);
    flight.lockInterruptibly();
    try {
      byte[] known = cache.getIfPresent(uri);
      if (known == null) {
        known = fetch(uri, maxBytes, run);
        cache.put(uri, known);
      }
      limits(uri, maxBytes).check(known.length, "sent");
      return known.clone();
    } finally {
      flight.unlock();
    }
  }

  private static Cache<SafeUri, byte[]> newCache() {
    return CacheBuilder.newBuilder()
        .maximumWeight(KEPT_BYTES)
        .weigher((SafeUri uri, byte[] bytes) -> bytes.length)
        .concurrencyLevel(1)
        .build();
  }

  private static StagingSink.Limits limits(SafeUri uri, long maxBytes) {
    return new StagingSink.Limits(uri.toString(), -1, maxBytes);
  }

  private byte[] fetch(SafeUri uri, long maxBytes, Downloads.Run run) throws InterruptedException {
    if (run.mode() == NetworkMode.OFFLINE) {
      throw new FetchException(
          "fetch.offline",
          uri.toString(),
          uri + ": index metadata is needed, and the run is offline",
          0,
          false,
          null,
          "run once online");
    }
    List<SafeUri> sources = locators.of(uri);
    RuntimeException last = null;
    for (SafeUri source : sources) {
      MemorySink sink = new MemorySink(limits(uri, maxBytes), run.cancellation());
      Attempts.Request request =
          new Attempts.Request(run.policy(), Map.of(), false, run.cancellation());
      try {
        attempts.run(source, sink, request, (n, reason) -> {});
        return sink.bytes();
      } catch (FetchException | PolicyException | IntegrityException failed) {
        last = failed;
      }
    }
    throw last == null ? new IllegalStateException("no locator for " + uri) : last;
  }
}
