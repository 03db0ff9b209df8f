package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tunnels to origins that speak TLS, through proxies that want a password or do not answer. */
final class TunnelTest {
  /** From coreutils: {@code printf user:s3cret | base64}. */
  private static final String AUTHORIZATION = "Basic dXNlcjpzM2NyZXQ=";

  @TempDir static Path directory;
  private static Certificates certificates;
  private final FetchHarness harness = new FetchHarness();

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(directory).make("origin", "san=dns:files.example");
  }

  private static FaultyServer origin() throws Exception {
    return new FaultyServer(
        (n, request, out) -> {
          out.ok(new byte[] {'x'});
          return true;
        },
        certificates.sockets("origin"),
        "127.0.0.1");
  }

  private static HttpSettings through(String userInfo, int port) {
    SafeUri proxy = SafeUri.parse("http://" + userInfo + "127.0.0.1:" + port);
    return FetchHarness.settings()
        .caBundle(certificates.certificate("origin"))
        .proxies(proxy, proxy, List.of())
        .build();
  }

  @Test
  void opensWithThePasswordThatTheProxyWants() throws Exception {
    try (var origin = origin();
        var proxy = new TunnelProxy(AUTHORIZATION, origin.port())) {
      harness.settings = through("user:s3cret@", proxy.port());
      assertThat(harness.get("https://files.example/thing")).isEqualTo("x");
      assertThat(proxy.heads().get(0)).startsWith("CONNECT files.example:443 HTTP/1.1\r\n");
      assertThat(origin.requests()).singleElement().matches(r -> !r.has("proxy-authorization"));
    }
  }

  @Test
  void neverTellsTheProxyWhatIsForTheOrigin() throws Exception {
    try (var origin = origin();
        var proxy = new TunnelProxy(AUTHORIZATION, origin.port())) {
      harness.settings = through("user:s3cret@", proxy.port());
      harness.requestHeaders = java.util.Map.of("PRIVATE-TOKEN", "t0ken");
      harness.get("https://files.example/thing");
      assertThat(proxy.heads()).noneMatch(head -> head.contains("t0ken"));
      assertThat(origin.requests().get(0).headers()).containsEntry("private-token", "t0ken");
    }
  }

  @Test
  void failsWhenThePasswordIsWrong() throws Exception {
    try (var origin = origin();
        var proxy = new TunnelProxy(AUTHORIZATION, origin.port())) {
      harness.settings = through("user:wr0ng@", proxy.port());
      FetchException failure = failure();
      assertThat(failure.code()).isEqualTo("fetch.auth");
      assertThat(failure).hasMessageContaining("proxy http://127.0.0.1:" + proxy.port());
      assertThat(failure.getMessage()).doesNotContain("wr0ng");
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void namesAProxyThatRefusesConnections() throws Exception {
    try (Socket reserved = new Socket()) {
      reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      harness.settings = through("user:s3cret@", reserved.getLocalPort());
      FetchException failure = failure();
      assertThat(failure.code()).isEqualTo("fetch.connect");
      assertThat(failure).hasMessageContaining("proxy http://127.0.0.1:" + reserved.getLocalPort());
      assertThat(failure.getMessage()).doesNotContain("s3cret");
      assertThat(failure.hints()).anyMatch(hint -> hint.contains("proxy"));
    }
  }

  @Test
  void namesAProxyThatHangsUp() throws Exception {
    try (var proxy =
        new FaultyServer(
            (n, request, out) -> {
              out.reset();
              return false;
            })) {
      harness.settings = through("", proxy.port());
      assertThat(failure()).hasMessageContaining("proxy http://127.0.0.1:" + proxy.port());
    }
  }

  @Test
  void namesAProxyWhoseGatewayFails() throws Exception {
    try (var proxy =
        new FaultyServer(
            (n, request, out) -> {
              out.head("HTTP/1.1 502 Bad Gateway", "Content-Length: 0");
              return true;
            })) {
      harness.settings = through("", proxy.port());
      FetchException failure = failure();
      assertThat(failure.code()).isEqualTo("fetch.connect");
      assertThat(failure).hasMessageContaining("502");
      assertThat(failure.retryable()).isTrue();
    }
  }

  private FetchException failure() throws IOException {
    FetchException failure =
        catchThrowableOfType(
            FetchException.class, () -> harness.get("https://files.example/thing"));
    assertThat(failure).isNotNull();
    return failure;
  }
}
