package dev.hermetic.core.internal.http;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import dev.hermetic.core.spi.Fetcher;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The built-in fetcher for {@code http} and {@code https} (RFC 9110, RFC 9112): one attempt per
 * call over pooled connections. Redirects, resumption and what may cross an origin are decided here
 * and not in the HTTP library; see {@code docs/network.md}. Thread-safe.
 */
public final class HttpFetcher implements Fetcher {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * What tests replace: clocks, the least speed, name resolution, and how private an address is.
   */
  record Environment(
      InstantSource clock,
      LongSupplier nanoTime,
      RateGuard.Minimum leastSpeed,
      DnsResolver names,
      Function<InetAddress, AddressZone> zones) {
    static Environment real() {
      return new Environment(
          InstantSource.system(),
          System::nanoTime,
          RateGuard.Minimum.DEFAULT,
          ZoneResolver.system(),
          AddressZone::of);
    }
  }

  private final HttpSettings settings;
  private final Environment environment;
  private final Connections connections;
  private final Watch watch = new Watch();
  private final Requests requests;
  private final BearerTokens tokens;

  /** A fetcher; opens no connection before the first fetch. */
  public HttpFetcher(HttpSettings settings, Credentials credentials) {
    this(settings, credentials, Environment.real());
  }

  HttpFetcher(HttpSettings settings, Credentials credentials, Environment environment) {
    this.settings = settings;
    this.environment = environment;
    ProxyRoutes routes = new ProxyRoutes(settings);
    this.connections = new Connections(settings, routes, environment.names(), environment.zones());
    this.requests = new Requests(connections, routes, credentials, watch, environment);
    this.tokens = new BearerTokens(requests, environment);
  }

  @Override
  public Set<String> schemes() {
    return SCHEMES;
  }

  @Override
  public void fetch(SafeUri locator, ContentSink sink, FetchContext context)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + settings.totalTimeout().toNanos();
    new Transfer(
            new Transfer.Means(requests, tokens, environment), settings, sink, context, deadline)
        .run(locator);
  }

  @Override
  public void close() {
    watch.close();
    connections.close();
  }
}
