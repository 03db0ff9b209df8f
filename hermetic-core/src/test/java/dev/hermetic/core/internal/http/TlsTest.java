package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.HttpSettings.ClientCertificate;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS against real sockets. */
final class TlsTest {
  @TempDir static Path directory;
  private static Certificates certificates;
  private final FetchHarness harness = new FetchHarness();

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates =
        new Certificates(directory)
            .make("server", "san=ip:127.0.0.1")
            .make("stranger", "san=dns:stranger.example")
            .make("client", "san=dns:client.example")
            .make("authority", "bc:c")
            .make("valid", "san=ip:127.0.0.1", "-signer", "authority")
            .make("expired", "san=ip:127.0.0.1", signedFrom("-2y"))
            .make("future", "san=ip:127.0.0.1", signedFrom("+1y"));
  }

  private static String[] signedFrom(String start) {
    return new String[] {"-signer", "authority", "-startdate", start, "-validity", "365"};
  }

  private static FaultyServer server(ServerSocketFactory sockets) {
    return new FaultyServer(
        (n, request, out) -> {
          if (request.path().equals("/down")) {
            out.head("HTTP/1.1 302 Found", "Location: http://127.0.0.1/x", "Content-Length: 0");
          } else {
            out.ok(new byte[] {'x'});
          }
          return true;
        },
        sockets,
        "127.0.0.1");
  }

  private static FaultyServer server(String name) throws Exception {
    return server(certificates.sockets(name));
  }

  private static String url(FaultyServer server, String path) {
    return "https://127.0.0.1:" + server.port() + path;
  }

  private void trust(String name) {
    harness.settings = FetchHarness.settings().caBundle(certificates.certificate(name)).build();
  }

  private FetchException failure(String url) {
    FetchException failure = catchThrowableOfType(FetchException.class, () -> harness.get(url));
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void explainsHowToTrustAnUnknownAuthority() throws Exception {
    try (var server = server("server")) {
      FetchException failure = failure(url(server, "/"));
      assertThat(failure.code()).isEqualTo("fetch.tls");
      assertThat(failure.hints()).singleElement().asString().contains("CA bundle");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void trustsTheAuthoritiesOfTheOperator() throws Exception {
    trust("server");
    try (var server = server("server")) {
      assertThat(harness.get(url(server, "/"))).isEqualTo("x");
    }
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    trust("stranger");
    try (var server = server("stranger")) {
      assertThat(failure(url(server, "/")).code()).isEqualTo("fetch.tls");
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "future"})
  void refusesACertificateThatIsNotValidNow(String name) throws Exception {
    trust("authority");
    try (var server = server("valid")) {
      assertThat(harness.get(url(server, "/"))).isEqualTo("x");
    }
    try (var server = server(name)) {
      FetchException failure = failure(url(server, "/"));
      assertThat(failure.code()).isEqualTo("fetch.tls");
      assertThat(failure.retryable()).isFalse();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void neverAdvisesToSwitchVerificationOff() throws Exception {
    for (String name : new String[] {"server", "stranger", "expired"}) {
      try (var server = server(name)) {
        assertThat(failure(url(server, "/")).hints())
            .noneMatch(hint -> hint.matches("(?i).*(disable|insecure|ignore|skip|off).*"));
      }
    }
  }

  @Test
  void refusesAnObsoleteProtocol() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread server = new Thread(() -> chooseTls10(listener));
      server.start();
      FetchException failure = failure("https://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(failure.code()).isEqualTo("fetch.tls");
      server.join();
    }
  }

  /** A ServerHello (RFC 2246, section 7.4.1.3) that insists on TLS 1.0. */
  private static void chooseTls10(ServerSocket listener) {
    byte[] hello = new byte[47];
    hello[0] = 0x16;
    hello[1] = 3;
    hello[2] = 1;
    hello[4] = 42;
    hello[5] = 2;
    hello[8] = 38;
    hello[9] = 3;
    hello[10] = 1;
    hello[45] = 0x2f;
    try (Socket socket = listener.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write(hello);
      out.flush();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // The client hangs up, which is what this is about.
      return;
    }
  }

  @Test
  void presentsAClientCertificateToItsHost() throws Exception {
    harness.settings = withClient("127.0.0.1");
    try (var server = server(certificates.sockets("server", "client"))) {
      assertThat(harness.get(url(server, "/"))).isEqualTo("x");
    }
  }

  @Test
  void presentsAClientCertificateToNobodyElse() throws Exception {
    harness.settings = withClient("other.example");
    try (var server = server(certificates.sockets("server", "client"))) {
      assertThat(failure(url(server, "/"))).isNotNull();
      assertThat(server.requests()).isEmpty();
    }
  }

  private static HttpSettings withClient(String host) {
    return FetchHarness.settings()
        .caBundle(certificates.certificate("server"))
        .clientCertificate(
            host,
            new ClientCertificate(certificates.certificate("client"), certificates.key("client")))
        .build();
  }

  @Test
  void neverFollowsARedirectToPlainHttp() throws Exception {
    trust("server");
    try (var server = server("server")) {
      PolicyException refused =
          catchThrowableOfType(PolicyException.class, () -> harness.get(url(server, "/down")));
      assertThat(refused.code()).isEqualTo("policy.scheme");
    }
  }
}
