package dev.hermetic.core.internal.http;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Credentials;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/** One fetch without store and retries, into memory. */
final class FetchHarness {
  HttpSettings settings = settings().build();
  Credentials credentials = Credentials.none();
  Policy policy = Policy.strict();
  Map<String, String> requestHeaders = Map.of();
  RateGuard.Minimum leastSpeed = RateGuard.Minimum.DEFAULT;
  DnsResolver names = ZoneResolver.system();

  static HttpSettings.Builder settings() {
    return HttpSettings.builder()
        .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60));
  }

  String get(String url) throws Exception {
    try (HttpFetcher fetcher = open()) {
      return get(fetcher, url);
    }
  }

  /** A fetcher for several fetches, which may share connections. */
  HttpFetcher open() {
    HttpFetcher.Environment environment =
        new HttpFetcher.Environment(
            InstantSource.system(), System::nanoTime, leastSpeed, names, FetchHarness::zone);
    return new HttpFetcher(settings, credentials, environment);
  }

  String get(HttpFetcher fetcher, String url) throws Exception {
    Sink sink = new Sink();
    fetcher.fetch(SafeUri.parse(url), sink, new Context());
    return sink.bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  /** Lets 127.0.0.2 stand for a public address. */
  static AddressZone zone(InetAddress address) {
    return address.getHostAddress().equals("127.0.0.2")
        ? AddressZone.PUBLIC
        : AddressZone.of(address);
  }

  private final class Context implements FetchContext {
    @Override
    public Policy policy() {
      return policy;
    }

    @Override
    public Map<String, String> requestHeaders() {
      return requestHeaders;
    }

    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public boolean bypassCaches() {
      return false;
    }

    @Override
    public Optional<String> range() {
      return Optional.empty();
    }

    @Override
    public CancellationToken cancellation() {
      return new CancellationToken();
    }
  }

  private static final class Sink implements ContentSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public Optional<String> validator() {
      return Optional.empty();
    }

    @Override
    public void validator(String etagOrDate) {}

    @Override
    public void declareSize(long size) {}

    @Override
    public void described(SafeUri uri, Map<String, String> fields) {}

    @Override
    public OutputStream append() {
      return bytes;
    }

    @Override
    public OutputStream restart() {
      bytes.reset();
      return bytes;
    }
  }
}
