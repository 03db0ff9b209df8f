package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.HttpSettings.ClientCertificate;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS against real sockets; the certificates are made by the JDK's own keytool. */
final class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @TempDir static Path directory;
  private final FetchHarness harness = new FetchHarness();

  @BeforeAll
  static void makeCertificates() throws Exception {
    make("server", "san=ip:127.0.0.1");
    make("stranger", "san=dns:stranger.example");
    make("client", "san=dns:client.example");
  }

  private static void make(String name, String names) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                names,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = keys(name);
    pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    pem(name + ".key", "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
  }

  private static void pem(String file, String type, byte[] der) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
  }

  private static KeyStore keys(String name) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve(name + ".p12"))) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static ServerSocketFactory sockets(String name, boolean clientNeeded) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(keys(name), PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", keys("client").getCertificate("client"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    ServerSocketFactory plain = context.getServerSocketFactory();
    return new ServerSocketFactory() {
      @Override
      public java.net.ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public java.net.ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
      }

      @Override
      public java.net.ServerSocket createServerSocket(
          int port, int backlog, java.net.InetAddress address) throws java.io.IOException {
        SSLServerSocket socket = (SSLServerSocket) plain.createServerSocket(port, backlog, address);
        socket.setNeedClientAuth(clientNeeded);
        return socket;
      }
    };
  }

  private static FaultyServer server(String name, boolean clientNeeded) throws Exception {
    return new FaultyServer(
        (n, request, out) -> {
          if (request.path().equals("/down")) {
            out.head("HTTP/1.1 302 Found", "Location: http://127.0.0.1/x", "Content-Length: 0");
          } else {
            out.ok(new byte[] {'x'});
          }
          return true;
        },
        sockets(name, clientNeeded),
        "127.0.0.1");
  }

  private static String url(FaultyServer server, String path) {
    return "https://127.0.0.1:" + server.port() + path;
  }

  private void trust(String name) {
    harness.settings = FetchHarness.settings().caBundle(directory.resolve(name + ".crt")).build();
  }

  @Test
  void explainsHowToTrustAnUnknownAuthority() throws Exception {
    try (var server = server("server", false)) {
      FetchException failure =
          catchThrowableOfType(FetchException.class, () -> harness.get(url(server, "/")));
      assertThat(failure.code()).isEqualTo("fetch.tls");
      assertThat(failure.hints()).singleElement().asString().contains("CA bundle");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void trustsTheAuthoritiesOfTheOperator() throws Exception {
    trust("server");
    try (var server = server("server", false)) {
      assertThat(harness.get(url(server, "/"))).isEqualTo("x");
    }
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    trust("stranger");
    try (var server = server("stranger", false)) {
      FetchException failure =
          catchThrowableOfType(FetchException.class, () -> harness.get(url(server, "/")));
      assertThat(failure.code()).isEqualTo("fetch.tls");
    }
  }

  @Test
  void presentsAClientCertificateToItsHost() throws Exception {
    harness.settings = withClient("127.0.0.1");
    try (var server = server("server", true)) {
      assertThat(harness.get(url(server, "/"))).isEqualTo("x");
    }
  }

  @Test
  void presentsAClientCertificateToNobodyElse() throws Exception {
    harness.settings = withClient("other.example");
    try (var server = server("server", true)) {
      assertThat(catchThrowableOfType(FetchException.class, () -> harness.get(url(server, "/"))))
          .isNotNull();
      assertThat(server.requests()).isEmpty();
    }
  }

  private static dev.hermetic.core.HttpSettings withClient(String host) {
    return FetchHarness.settings()
        .caBundle(directory.resolve("server.crt"))
        .clientCertificate(
            host,
            new ClientCertificate(directory.resolve("client.crt"), directory.resolve("client.key")))
        .build();
  }

  @Test
  void neverFollowsARedirectToPlainHttp() throws Exception {
    trust("server");
    try (var server = server("server", false)) {
      PolicyException refused =
          catchThrowableOfType(PolicyException.class, () -> harness.get(url(server, "/down")));
      assertThat(refused.code()).isEqualTo("policy.scheme");
    }
  }
}
