package dev.hermetic.core.internal.http;

import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Which proxy a request takes, and what the proxy is told about who asks. */
final class ProxyRoutes {
  private final HttpSettings settings;
  private final NoProxy noProxy;

  ProxyRoutes(HttpSettings settings) {
    this.settings = settings;
    this.noProxy = new NoProxy(settings.noProxy());
    settings.httpProxy().ifPresent(ProxyRoutes::checkScheme);
    settings.httpsProxy().ifPresent(ProxyRoutes::checkScheme);
  }

  private static void checkScheme(SafeUri proxy) {
    if (!proxy.scheme().equals("http") && !proxy.scheme().equals("https")
        || proxy.host().isEmpty()) {
      throw InputException.of(
          "input.proxy",
          proxy + ": is not a proxy that is understood",
          "name it as http://host:port");
    }
  }

  /** The proxy for a request; empty when the host is reached directly. */
  Optional<SafeUri> proxyFor(String scheme, String host, int port) {
    Optional<SafeUri> proxy = scheme.equals("https") ? settings.httpsProxy() : settings.httpProxy();
    return proxy.isEmpty() || noProxy.covers(host, port) ? Optional.empty() : proxy;
  }

  /**
   * What authenticates a plain-HTTP request to its proxy. Never used for {@code https}, where the
   * request inside the tunnel reaches the origin.
   */
  static Optional<String> authorization(SafeUri proxy) {
    return proxy.userInfo().map(ProxyRoutes::basic);
  }

  /** A user information as Basic credentials (RFC 7617). */
  static String basic(String userInfo) {
    String pair = userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Proxy credentials for tunnels, bound to the proxies' own host and port. */
  BasicCredentialsProvider tunnelCredentials() {
    BasicCredentialsProvider provider = new BasicCredentialsProvider();
    settings.httpsProxy().ifPresent(p -> register(provider, p));
    return provider;
  }

  private static void register(BasicCredentialsProvider provider, SafeUri proxy) {
    proxy
        .userInfo()
        .ifPresent(
            pair -> {
              int colon = pair.indexOf(':');
              String user = colon < 0 ? pair : pair.substring(0, colon);
              String password = colon < 0 ? "" : pair.substring(colon + 1);
              provider.setCredentials(
                  new AuthScope(host(proxy)),
                  new UsernamePasswordCredentials(user, password.toCharArray()));
            });
  }

  private static HttpHost host(SafeUri proxy) {
    return new HttpHost(proxy.scheme(), proxy.host(), proxy.port());
  }

  /** Routes by these rules. */
  HttpRoutePlanner planner() {
    return new DefaultRoutePlanner(null) {
      @Override
      protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        int port = target.getPort();
        if (port < 0) {
          port = target.getSchemeName().equals("https") ? 443 : 80;
        }
        return proxyFor(target.getSchemeName(), target.getHostName(), port)
            .map(ProxyRoutes::host)
            .orElse(null);
      }
    };
  }
}
