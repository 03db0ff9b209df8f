package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.ProviderException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.http.LocatorGate;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import dev.hermetic.core.spi.Fetcher;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Tries one locator until bytes arrive or trying again makes no sense. Thread-safe. */
final class Attempts {
  // Flaky answers deserve a second look, not a backoff of minutes.
  private static final int FEW = 2;

  private final Map<String, Fetcher> fetchers;
  private final HttpSettings settings;
  private final Timing timing;

  Attempts(Map<String, Fetcher> fetchers, HttpSettings settings, Timing timing) {
    this.fetchers = Map.copyOf(fetchers);
    this.settings = settings;
    this.timing = timing;
  }

  /**
   * Moves the bytes of a locator into the sink.
   *
   * @param request what every attempt is told
   * @param retrying hears the number of a failed attempt and why it failed
   */
  void run(SafeUri locator, ContentSink sink, Request request, BiConsumer<Integer, String> retrying)
      throws InterruptedException {
    LocatorGate.check(locator, request.policy());
    Fetcher fetcher = fetcher(locator);
    for (int attempt = 1; ; attempt++) {
      request.cancellation().throwIfCancelled();
      FetchException failure = once(fetcher, locator, sink, request.attempt(attempt));
      if (failure == null) {
        return;
      }
      Duration delay = delay(failure, attempt);
      retrying.accept(attempt, String.valueOf(failure.getMessage()));
      timing.sleeper().sleep(delay, request.cancellation());
    }
  }

  private @Nullable FetchException once(
      Fetcher fetcher, SafeUri locator, ContentSink sink, FetchContext context)
      throws InterruptedException {
    try {
      fetcher.fetch(locator, sink, context);
      return null;
    } catch (FetchException failed) {
      return failed;
    } catch (HermeticException final_) {
      throw final_;
    } catch (IOException broken) {
      return FetchException.builder("fetch.io")
          .subject(locator.toString())
          .message(locator + ": the transfer broke: " + broken.getMessage())
          .retryable(true)
          .cause(broken)
          .build();
    } catch (RuntimeException bug) {
      throw ProviderException.builder("provider.failed")
          .subject(locator.scheme())
          .message(locator + ": the fetcher " + fetcher.getClass().getName() + " failed: " + bug)
          .cause(bug)
          .build();
    }
  }

  /** How long to wait after a failure, which is thrown when waiting makes no sense. */
  private Duration delay(FetchException failure, int attempt) {
    int most =
        switch (failure.code()) {
          case "fetch.forbidden", "fetch.dns" -> Math.min(FEW, settings.attempts());
          default -> settings.attempts();
        };
    if (!failure.retryable() || most == 1) {
      throw failure;
    }
    Optional<Duration> wish = failure.retryAfter();
    if (wish.isPresent() && wish.get().compareTo(settings.longestDelay()) > 0) {
      throw refusedToWait(failure, wish.get());
    }
    if (attempt >= most) {
      throw failure.rephrased(failure.getMessage() + " (" + attempt + " attempts)");
    }
    Duration backoff = timing.backoff(attempt, settings);
    return wish.filter(w -> w.compareTo(backoff) > 0).orElse(backoff);
  }

  private FetchException refusedToWait(FetchException failure, Duration wish) {
    return failure.rephrased(
        failure.getMessage()
            + "; the server asks to wait "
            + wish.toSeconds()
            + " s, longer than the longest delay of "
            + settings.longestDelay().toSeconds()
            + " s");
  }

  private Fetcher fetcher(SafeUri locator) {
    Fetcher fetcher = fetchers.get(locator.scheme());
    if (fetcher == null) {
      throw PolicyException.builder("policy.scheme")
          .subject(locator.toString())
          .message(locator + ": nothing fetches '" + locator.scheme() + "' locators")
          .hints("register a fetcher for the scheme")
          .build();
    }
    return fetcher;
  }

  /** What every attempt of a download is told. */
  record Request(
      dev.hermetic.core.Policy policy,
      Map<String, String> requestHeaders,
      boolean bypassCaches,
      CancellationToken cancellation,
      Optional<String> range) {
    Request(
        dev.hermetic.core.Policy policy,
        Map<String, String> requestHeaders,
        boolean bypassCaches,
        CancellationToken cancellation) {
      this(policy, requestHeaders, bypassCaches, cancellation, Optional.empty());
    }

    FetchContext attempt(int number) {
      return new Told(this, number);
    }
  }

  private record Told(Request request, int attempt) implements FetchContext {
    @Override
    public dev.hermetic.core.Policy policy() {
      return request.policy();
    }

    @Override
    public Map<String, String> requestHeaders() {
      return request.requestHeaders();
    }

    @Override
    public boolean bypassCaches() {
      return request.bypassCaches();
    }

    @Override
    public Optional<String> range() {
      return request.range();
    }

    @Override
    public CancellationToken cancellation() {
      return request.cancellation();
    }
  }
}
