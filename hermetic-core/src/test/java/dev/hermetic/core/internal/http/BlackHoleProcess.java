package dev.hermetic.core.internal.http;

import dev.hermetic.core.internal.fetch.FaultyServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;

/** Fetches from a host whose first address is the one given and whose second one is served. */
final class BlackHoleProcess {
  private BlackHoleProcess() {}

  public static void main(String[] arguments) throws Exception {
    FetchHarness harness = new FetchHarness();
    harness.settings =
        FetchHarness.settings()
            // Longer than the test may take: only a second address tried meanwhile can end it.
            .timeouts(Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofMinutes(20))
            .build();
    harness.names = new TwoAddresses(arguments[0]);
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.ok(new byte[] {'x'});
              return true;
            })) {
      System.exit(harness.get("http://files.example:" + server.port() + "/").equals("x") ? 0 : 1);
    }
  }

  private record TwoAddresses(String first) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return new InetAddress[] {InetAddress.getByName(first), InetAddress.getByName("127.0.0.1")};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
