package dev.hermetic.core.internal.fetch;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.MapMaker;
import com.google.common.util.concurrent.Striped;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.fetch.MetadataRecords.Recorded;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;

/**
 * Fetches index metadata into memory, and keeps it in the store for later runs. A run asks for each
 * address once; its answers are kept, up to 32 MiB a run, until the run is gone. Thread-safe.
 */
final class MetadataFetch {
  private static final long KEPT_BYTES = 32L << 20;
  private static final int FLIGHTS = 1024;
  private static final int NOT_MODIFIED = 304;

  private final Attempts attempts;
  private final Locators locators;
  private final MetadataRecords records;
  private final ConcurrentMap<Downloads.Run, Cache<String, Metadata>> kept =
      new MapMaker().weakKeys().makeMap();
  private final Striped<Lock> flights = Striped.lazyWeakLock(FLIGHTS);

  MetadataFetch(Attempts attempts, Locators locators, MetadataRecords records) {
    this.attempts = attempts;
    this.locators = locators;
    this.records = records;
  }

  Metadata get(MetadataRequest request, Downloads.Run run)
      throws IOException, InterruptedException {
    Cache<String, Metadata> cache = kept.computeIfAbsent(run, r -> newCache());
    String name = MetadataRecords.name(request);
    Lock flight = flights.get(name);
    flight.lockInterruptibly();
    try {
      Metadata known = cache.getIfPresent(name);
      if (known == null) {
        known = obtain(request, run);
        cache.put(name, known);
      }
      limits(request).check(known.size(), "sent");
      return known;
    } finally {
      flight.unlock();
    }
  }

  private static Cache<String, Metadata> newCache() {
    return CacheBuilder.newBuilder()
        .maximumWeight(KEPT_BYTES)
        .weigher((String name, Metadata answer) -> answer.size() + name.length())
        .concurrencyLevel(1)
        .build();
  }

  private static StagingSink.Limits limits(MetadataRequest request) {
    return new StagingSink.Limits(request.uri().toString(), -1, request.maxBytes());
  }

  private Metadata obtain(MetadataRequest request, Downloads.Run run)
      throws IOException, InterruptedException {
    Optional<Recorded> recorded = records.find(request);
    if (recorded.isPresent()
        && (run.mode() != NetworkMode.ONLINE
            || records.isFresh(recorded.get(), locators.of(request.uri()).get(0)))) {
      return records.answer(request, recorded.get());
    }
    if (run.mode() == NetworkMode.OFFLINE) {
      throw FetchException.builder("fetch.offline")
          .subject(request.uri().toString())
          .message(request + ": index metadata is needed, and the run is offline")
          .hints("run once online with the same store")
          .build();
    }
    return ask(request, recorded, run);
  }

  private Metadata ask(MetadataRequest request, Optional<Recorded> recorded, Downloads.Run run)
      throws IOException, InterruptedException {
    HermeticException last = null;
    boolean nowhere = true;
    for (SafeUri place : locators.of(request.uri())) {
      try {
        return ask(request, place, recorded.filter(r -> r.mayAskAgain(place)), run);
      } catch (FetchException | PolicyException | IntegrityException failed) {
        last = failed;
        nowhere &= failed.code().equals("fetch.not-found");
      }
    }
    if (last == null) {
      throw new IllegalStateException("no locator for " + request.uri());
    }
    if (nowhere) {
      records.noteMissing(request);
    }
    throw last;
  }

  private Metadata ask(
      MetadataRequest request, SafeUri place, Optional<Recorded> recorded, Downloads.Run run)
      throws IOException, InterruptedException {
    Map<String, String> headers = new TreeMap<>();
    request.accept().ifPresent(types -> headers.put("Accept", types));
    recorded.ifPresent(r -> headers.putAll(r.conditions()));
    MemorySink sink = new MemorySink(limits(request), run.cancellation());
    try {
      attempts.run(
          place,
          sink,
          new Attempts.Request(run.policy(), headers, false, run.cancellation(), request.range()),
          (n, reason) -> {});
    } catch (FetchException answered) {
      if (answered.status() == NOT_MODIFIED && recorded.isPresent()) {
        records.refresh(request, recorded.get());
        return records.answer(request, recorded.get());
      }
      throw answered;
    }
    Metadata answer = AnswerCheck.of(request, place, sink);
    records.keep(request, place, answer, sink.fields());
    return answer;
  }
}
