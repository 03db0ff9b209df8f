package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReachableFirstTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void putsTheAddressThatAcceptsInFront() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, address("127.0.0.3"))) {
      List<String> order =
          order(resolver("127.0.0.1", "127.0.0.2", "127.0.0.3"), server.getLocalPort());

      assertThat(order).containsExactly("127.0.0.3", "127.0.0.1", "127.0.0.2");
    }
  }

  @Test
  void keepsTheOrderOfTheResolverAmongThoseThatAccept() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      assertThat(order(resolver("127.0.0.2", "127.0.0.1"), server.getLocalPort()))
          .containsExactly("127.0.0.2", "127.0.0.1");
    }
  }

  @Test
  void keepsTheOrderWhenNoAddressAccepts() throws Exception {
    int unused;
    try (ServerSocket server = new ServerSocket(0)) {
      unused = server.getLocalPort();
    }

    assertThat(order(resolver("127.0.0.2", "127.0.0.1"), unused))
        .containsExactly("127.0.0.2", "127.0.0.1");
  }

  @Test
  void doesNotConnectToAHostWithOneAddress() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      order(resolver("127.0.0.1"), server.getLocalPort());
      server.setSoTimeout(100);

      assertThatThrownBy(server::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void tellsPortsOfAHostApart() throws Exception {
    try (ServerSocket second = new ServerSocket(0, 50, address("127.0.0.2"));
        ServerSocket first = new ServerSocket(0, 50, address("127.0.0.1"))) {
      DnsResolver resolver = resolver("127.0.0.1", "127.0.0.2");

      assertThat(order(resolver, second.getLocalPort())).startsWith("127.0.0.2");
      assertThat(order(resolver, first.getLocalPort())).startsWith("127.0.0.1");
    }
  }

  @Test
  void asksTheResolverForEachConnectionAnew() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      DnsResolver resolver = resolver("127.0.0.1", "127.0.0.2");
      order(resolver, server.getLocalPort());
      order(resolver, server.getLocalPort());

      assertThat(asked).containsExactly("files.example", "files.example");
    }
  }

  private DnsResolver resolver(String... addresses) {
    return new ReachableFirst(
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            asked.add(host);
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
              found[i] = address(addresses[i]);
            }
            return found;
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        });
  }

  private static List<String> order(DnsResolver resolver, int port) throws UnknownHostException {
    return resolver.resolve("files.example", port).stream()
        .map(InetSocketAddress::getAddress)
        .map(InetAddress::getHostAddress)
        .toList();
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }
}
