package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.PolicyException;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.net.ServerSocketFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names whose addresses change between two questions; 127.0.0.2 stands for a public address. */
final class RebindingTest {
  private static final String PUBLIC = "127.0.0.2";
  private static final String INNER = "127.0.0.1";

  private final FetchHarness harness = new FetchHarness();

  /** Answers one address after the other, the last one for ever. */
  private static final class Fickle implements DnsResolver {
    private final Deque<String> addresses;
    private int questions;

    Fickle(String... addresses) {
      this.addresses = new ArrayDeque<>(List.of(addresses));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      if (!host.endsWith(".example")) {
        return InetAddress.getAllByName(host);
      }
      questions++;
      String next = addresses.size() > 1 ? addresses.pop() : addresses.getFirst();
      return new InetAddress[] {InetAddress.getByName(next)};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private static FaultyServer secret() {
    return new FaultyServer(
        (n, request, out) -> {
          out.ok("secret".getBytes(StandardCharsets.UTF_8));
          return true;
        });
  }

  private static FaultyServer outer(String location) {
    return new FaultyServer(
        (n, request, out) -> {
          out.head("HTTP/1.1 302 Found", "Content-Length: 0", "Location: " + location);
          return true;
        },
        ServerSocketFactory.getDefault(),
        PUBLIC);
  }

  private PolicyException refused(String url) {
    PolicyException refused = catchThrowableOfType(PolicyException.class, () -> harness.get(url));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo("policy.host");
    return refused;
  }

  @Test
  void refusesANameThatNowLeadsInward() throws Exception {
    harness.names = new Fickle(PUBLIC, INNER);
    try (var inner = secret();
        var outer = outer("http://rebind.example:" + inner.port() + "/")) {
      // The same name first leads to the public server, then to the inner one.
      PolicyException refused = refused("http://rebind.example:" + outer.port() + "/");
      assertThat(refused).hasMessageContaining("rebind.example");
      assertThat(inner.connections()).isZero();
    }
  }

  @Test
  void connectsToTheVettedAddressWithoutAskingAgain() throws Exception {
    Fickle names = new Fickle(PUBLIC, INNER);
    harness.names = names;
    try (var inner = secret();
        var outer = outer("http://rebind.example:" + inner.port() + "/")) {
      // Vetted as public, where nobody listens on this port; the inner answer must not be asked
      // for.
      assertThat(
              catchThrowableOfType(
                  dev.hermetic.core.FetchException.class,
                  () -> harness.get("http://" + PUBLIC + ":" + outer.port() + "/")))
          .isNotNull();
      assertThat(names.questions).isEqualTo(1);
      assertThat(inner.connections()).isZero();
    }
  }

  @Test
  void neverReusesAConnectionThatNobodyVetted() throws Exception {
    harness.names = new Fickle(INNER);
    try (var inner = secret();
        var outer = outer("http://rebind.example:" + inner.port() + "/");
        var fetcher = harness.open()) {
      // What a lockfile names itself may be inside; the connection stays open.
      assertThat(harness.get(fetcher, "http://rebind.example:" + inner.port() + "/"))
          .isEqualTo("secret");
      assertThat(
              catchThrowableOfType(
                  PolicyException.class,
                  () -> harness.get(fetcher, "http://" + PUBLIC + ":" + outer.port() + "/")))
          .isNotNull();
      assertThat(inner.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::1]",
        "0.0.0.0",
        "localhost"
      })
  void refusesLoopbackInDisguise(String host) throws Exception {
    try (var inner = secret();
        var outer = outer("http://" + host + ":" + inner.port() + "/")) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> harness.get("http://" + PUBLIC + ":" + outer.port() + "/")))
          .isInstanceOf(dev.hermetic.core.HermeticException.class);
      assertThat(inner.connections()).isZero();
    }
  }
}
