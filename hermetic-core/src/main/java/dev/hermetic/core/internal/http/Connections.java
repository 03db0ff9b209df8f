package dev.hermetic.core.internal.http;

import dev.hermetic.core.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.auth.BasicSchemeFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Pooled connections, made when first needed. Connections that a redirect caused live in pools of
 * their own, one per zone of the redirecting server, so that a connection whose address was not
 * vetted is never reused for them. Everything the library would do by itself is off: retries,
 * redirects, cookies, decompression, authentication to origins. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private static final int MAX_INFORMATIONAL = 20;
  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(16 * 1024)
          .setMaxHeaderCount(256)
          .setMaxEmptyLineCount(1)
          .build();

  private final HttpSettings settings;
  private final ProxyRoutes routes;
  private final TlsTrust tls;
  private final DnsResolver names;
  private final Function<InetAddress, AddressZone> zones;
  // The key of first hops, which may go anywhere, is the zone that may lead anywhere.
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Connections(
      HttpSettings settings,
      ProxyRoutes routes,
      DnsResolver names,
      Function<InetAddress, AddressZone> zones) {
    UnboundLogging.begin();
    this.settings = settings;
    this.routes = routes;
    this.tls = new TlsTrust(settings);
    this.names = names;
    this.zones = zones;
  }

  /**
   * Connections of one pool.
   *
   * @param line for requests that go to the origin itself
   * @param chain for those that go through a proxy
   */
  record Pool(DirectExchange.Line line, CloseableHttpClient chain) {}

  /** Connections that may go to any address. */
  Pool anywhere() {
    return pool("", names);
  }

  /** Connections that go only where a server of this zone may lead. */
  Pool from(AddressZone zone) {
    return pool(zone.name(), new ZoneResolver(zone, zones, names));
  }

  private Pool pool(String name, DnsResolver resolver) {
    Pool known = pools.get(name);
    return known != null ? known : pools.computeIfAbsent(name, key -> pool(resolver));
  }

  private Pool pool(DnsResolver resolver) {
    if (closed) {
      throw new IllegalStateException("the fetcher is closed");
    }
    PoolingHttpClientConnectionManager manager = manager(resolver);
    HttpRequestExecutor executor = new FewInformationalResponses();
    return new Pool(
        new DirectExchange.Line(
            manager, executor, timeout(settings.totalTimeout()), timeout(settings.idleTimeout())),
        chain(manager, executor));
  }

  private CloseableHttpClient chain(
      PoolingHttpClientConnectionManager manager, HttpRequestExecutor executor) {
    return HttpClientBuilder.create()
        .setConnectionManager(manager)
        .setRequestExecutor(executor)
        .setRoutePlanner(routes.planner())
        .setDefaultCredentialsProvider(routes.tunnelCredentials())
        .setDefaultAuthSchemeRegistry(
            name ->
                StandardAuthScheme.BASIC.equalsIgnoreCase(name)
                    ? BasicSchemeFactory.INSTANCE
                    : null)
        .setDefaultCookieSpecRegistry(name -> null)
        .setDefaultRequestConfig(requestConfig())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .disableConnectionState()
        .disableDefaultUserAgent()
        .build();
  }

  private RequestConfig requestConfig() {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(timeout(settings.totalTimeout()))
        .setResponseTimeout(timeout(settings.idleTimeout()))
        .setProtocolUpgradeEnabled(false)
        .setRedirectsEnabled(false)
        .setContentCompressionEnabled(false)
        .build();
  }

  private PoolingHttpClientConnectionManager manager(DnsResolver resolver) {
    Timeout idle = timeout(settings.idleTimeout());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(LIMITS)
                // The library's own parser skips garbage before the status line.
                .responseParserFactory(new DefaultHttpResponseParserFactory(LIMITS))
                .build())
        .setMaxConnTotal(settings.connections())
        .setMaxConnPerRoute(settings.connectionsPerHost())
        .setDnsResolver(new ReachableFirst(resolver))
        .setTlsSocketStrategy(tls)
        .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(idle).build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(idle).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(settings.connectTimeout()))
                .setSocketTimeout(idle)
                // Checking costs a system call and a millisecond; busy connections skip it.
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .build();
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
  }

  @Override
  public void close() {
    closed = true;
    pools.values().forEach(pool -> pool.chain().close(CloseMode.GRACEFUL));
    pools.clear();
  }

  /** Ends a flood of 1xx responses. */
  private static final class FewInformationalResponses extends HttpRequestExecutor {
    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        @Nullable HttpResponseInformationCallback callback,
        HttpContext context)
        throws IOException, HttpException {
      int[] seen = {0};
      return super.execute(
          request,
          connection,
          (response, from, ctx) -> {
            if (++seen[0] > MAX_INFORMATIONAL) {
              throw new ProtocolException("more than " + MAX_INFORMATIONAL + " 1xx responses");
            }
          },
          context);
    }
  }
}
