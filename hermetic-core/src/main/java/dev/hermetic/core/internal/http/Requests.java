package dev.hermetic.core.internal.http;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.FetchContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpHost;

/** Sends one request of a chain and gives the head of its response. Thread-safe. */
final class Requests {
  private static final int MAX_STALE = 16;
  private static final String AGENT = "hermetic";

  /**
   * What one attempt adds to its requests.
   *
   * @param resumeFrom the first byte wanted
   * @param validator what the bytes before it belong to; empty when all bytes are wanted
   */
  record Range(long resumeFrom, String validator) {
    static final Range ALL = new Range(0, "");

    boolean partial() {
      return !validator.isEmpty();
    }
  }

  private final Connections connections;
  private final ProxyRoutes routes;
  private final Credentials credentials;
  private final Watch watch;
  private final HttpFetcher.Environment environment;

  Requests(
      Connections connections,
      ProxyRoutes routes,
      Credentials credentials,
      Watch watch,
      HttpFetcher.Environment environment) {
    this.connections = connections;
    this.routes = routes;
    this.credentials = credentials;
    this.watch = watch;
    this.environment = environment;
  }

  /**
   * Sends a request; a kept connection that the server has closed meanwhile is replaced silently.
   */
  Answer send(Hop hop, Range range, FetchContext context, long deadline)
      throws InterruptedException {
    SafeUri uri = hop.uri();
    Optional<SafeUri> proxy = routes.proxyFor(uri.scheme(), uri.host(), uri.port());
    Connections.Pool pool = poolFor(hop, proxy.isPresent());
    for (int stale = 0; ; stale++) {
      HttpGet request = request(hop, range, context, proxy);
      HttpClientContext exchange = HttpClientContext.create();
      Watch.Watched watched = watch.observe(request, deadline, context.cancellation());
      try {
        HttpHost target = new HttpHost(uri.scheme(), uri.host(), uri.port());
        Exchange sent =
            proxy.isPresent()
                ? new ChainExchange(request, pool.chain().executeOpen(target, request, exchange))
                : DirectExchange.open(pool.line(), target, request, exchange);
        AddressZone zone = zone(hop, proxy.isPresent(), exchange);
        Answer answer = new Answer(request, sent, watch, watched, zone);
        return checkTunnel(answer, hop, proxy, exchange);
      } catch (IOException | RuntimeException broken) {
        watch.release(watched);
        boolean again = broken instanceof IOException io && wasStale(io, exchange);
        if (!again || stale >= MAX_STALE || watched.end() != null) {
          throw failure(broken, hop, proxy, watched, context);
        }
      }
    }
  }

  private Connections.Pool poolFor(Hop hop, boolean proxied) {
    AddressZone from = hop.from();
    if (from == null) {
      return connections.anywhere();
    }
    if (!proxied) {
      return connections.from(from);
    }
    if (!from.mayLeadTo(hop.zoneByName())) {
      throw hop.refused("'" + hop.uri().host() + "'");
    }
    return connections.anywhere();
  }

  private HttpGet request(Hop hop, Range range, FetchContext context, Optional<SafeUri> proxy) {
    HttpGet request = new HttpGet(UriText.ascii(hop.uri().uri()));
    boolean home = hop.atFirstOrigin();
    if (home) {
      hop.first().userInfo().ifPresent(u -> secret(request, "Authorization", ProxyRoutes.basic(u)));
      credentials.headersFor(hop.first()).forEach((n, v) -> secret(request, n, v));
    }
    for (Map.Entry<String, String> field : context.requestHeaders().entrySet()) {
      if (home || field.getKey().toLowerCase(Locale.ROOT).startsWith("accept")) {
        secret(request, field.getKey(), field.getValue());
      }
    }
    request.setHeader("User-Agent", AGENT);
    request.setHeader("Accept-Encoding", "identity");
    if (!request.containsHeader("Accept")) {
      request.setHeader("Accept", "*/*");
    }
    if (context.bypassCaches()) {
      request.setHeader("Cache-Control", "no-cache");
    }
    context.range().ifPresent(part -> request.setHeader("Range", part));
    if (range.partial()) {
      request.setHeader("Range", "bytes=" + range.resumeFrom() + "-");
      request.setHeader("If-Range", range.validator());
    }
    if (hop.uri().scheme().equals("http")) {
      proxy
          .flatMap(ProxyRoutes::authorization)
          .ifPresent(value -> request.setHeader("Proxy-Authorization", value));
    }
    return request;
  }

  /** Sets a field of ours or of the operator; what frames the message is not theirs to set. */
  private static void secret(HttpGet request, String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "host", "connection", "content-length", "transfer-encoding", "te", "upgrade" -> {}
      case "range", "if-range", "proxy-authorization", "expect" -> {}
      default -> request.setHeader(name, value);
    }
  }

  private AddressZone zone(Hop hop, boolean proxied, HttpClientContext exchange) {
    EndpointDetails endpoint = exchange.getEndpointDetails();
    if (!proxied
        && endpoint != null
        && endpoint.getRemoteAddress() instanceof InetSocketAddress remote
        && remote.getAddress() != null) {
      return environment.zones().apply(remote.getAddress());
    }
    return hop.zoneByName();
  }

  /** Tells an answer of the proxy to CONNECT from one of the origin: no TLS was spoken yet. */
  private static Answer checkTunnel(
      Answer answer, Hop hop, Optional<SafeUri> proxy, HttpClientContext exchange) {
    boolean byProxy =
        proxy.isPresent()
            && (answer.status() == 407
                || hop.uri().scheme().equals("https") && exchange.getSSLSession() == null);
    if (!byProxy) {
      return answer;
    }
    answer.abort();
    answer.close();
    String who = hop.uri() + ": the proxy " + proxy.get().withoutUserInfo();
    if (answer.status() == 407) {
      throw FetchException.builder("fetch.auth")
          .subject(hop.uri().toString())
          .message(who + " asks for credentials (status 407)")
          .status(407)
          .hints(StatusFailure.PROXY_HINT)
          .build();
    }
    throw FetchException.builder("fetch.connect")
        .subject(hop.uri().toString())
        .message(who + " opens no tunnel (status " + answer.status() + ")")
        .status(answer.status())
        .retryable(answer.status() >= 500)
        .hints("check the proxy settings")
        .build();
  }

  private static boolean wasStale(IOException broken, HttpClientContext exchange) {
    EndpointDetails endpoint = exchange.getEndpointDetails();
    return endpoint != null
        && endpoint.getRequestCount() > 1
        && !(broken instanceof SocketTimeoutException)
        && !(broken instanceof ConnectException);
  }

  private static RuntimeException failure(
      Exception broken,
      Hop hop,
      Optional<SafeUri> proxy,
      Watch.Watched watched,
      FetchContext context)
      throws InterruptedException {
    context.cancellation().throwIfCancelled();
    if (watched.end() == Watch.End.INTERRUPTED || Thread.interrupted()) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while waiting for " + hop.uri());
    }
    RequestFailures failures = new RequestFailures(hop.uri(), proxy);
    if (watched.end() == Watch.End.TIME) {
      return failures.make("fetch.timeout", "no answer within the total time", true, broken);
    }
    for (Throwable t = broken; t != null; t = t.getCause()) {
      if (t instanceof ZoneResolver.Refused refused) {
        return hop.refused(String.valueOf(refused.getMessage()));
      }
    }
    return broken instanceof RuntimeException ours ? ours : failures.of(broken);
  }
}
