package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests through a proxy. */
final class ProxyTest {
  private final FetchHarness harness = new FetchHarness();

  private void through(FaultyServer proxy, String userInfo) {
    SafeUri uri = SafeUri.parse("http://" + userInfo + "127.0.0.1:" + proxy.port());
    harness.settings = FetchHarness.settings().proxies(uri, uri, List.of()).build();
  }

  @Test
  void asksTheProxyForPlainHttp() throws Exception {
    try (var proxy =
        new FaultyServer(
            (n, request, out) -> {
              out.ok("via proxy".getBytes(StandardCharsets.UTF_8));
              return true;
            })) {
      through(proxy, "user:s3cret@");
      assertThat(harness.get("http://files.example/thing")).isEqualTo("via proxy");
      assertThat(proxy.requests().get(0).line())
          .isEqualTo("GET http://files.example/thing HTTP/1.1");
      assertThat(proxy.requests().get(0).headers())
          .containsEntry("proxy-authorization", "Basic dXNlcjpzM2NyZXQ=");
    }
  }

  @Test
  void namesTheProxyThatAsksForCredentials() throws Exception {
    for (String scheme : List.of("http", "https")) {
      try (var proxy =
          new FaultyServer(
              (n, request, out) -> {
                out.head(
                    "HTTP/1.1 407 Proxy Authentication Required",
                    "Proxy-Authenticate: Basic realm=\"p\"",
                    "Content-Length: 0");
                return true;
              })) {
        through(proxy, "");
        FetchException failure =
            catchThrowableOfType(
                FetchException.class, () -> harness.get(scheme + "://files.example/thing"));
        assertThat(failure.code()).isEqualTo("fetch.auth");
        assertThat(failure).hasMessageContaining("proxy http://127.0.0.1:" + proxy.port());
      }
    }
  }

  @Test
  void namesTheProxyThatOpensNoTunnel() throws Exception {
    try (var proxy =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 302 Found", "Location: http://evil.example/", "Content-Length: 0");
              return true;
            })) {
      through(proxy, "");
      FetchException failure =
          catchThrowableOfType(
              FetchException.class, () -> harness.get("https://files.example/thing"));
      assertThat(failure.code()).isEqualTo("fetch.connect");
      assertThat(failure).hasMessageContaining("127.0.0.1:" + proxy.port());
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @Test
  void reachesExceptedHostsDirectlyWithoutProxyCredentials() throws Exception {
    try (var origin =
        new FaultyServer(
            (n, request, out) -> {
              out.ok(new byte[] {'x'});
              return true;
            })) {
      SafeUri proxy = SafeUri.parse("http://user:s3cret@127.0.0.1:1");
      harness.settings =
          FetchHarness.settings().proxies(proxy, proxy, List.of("127.0.0.0/8")).build();
      assertThat(harness.get(origin.url("/"))).isEqualTo("x");
      assertThat(origin.requests().get(0).has("proxy-authorization")).isFalse();
    }
  }
}
