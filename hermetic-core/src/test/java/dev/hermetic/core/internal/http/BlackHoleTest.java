package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An address that swallows everything, in a network namespace of its own. */
@Timeout(120)
final class BlackHoleTest {
  /** A pair of interfaces of which one has no address: whatever goes to its neighbour is gone. */
  private static final String NETWORK =
      "ip link set lo up && ip link add v0 type veth peer name v1"
          + " && ip addr add 2001:db8::1/64 dev v0 nodad && ip addr add 192.0.2.1/24 dev v0"
          + " && ip link set v0 up && ip link set v1 up"
          + " && ip neigh add 2001:db8::2 lladdr 02:00:00:00:00:01 dev v0"
          + " && ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:01 dev v0";

  @Test
  void overIpv6IsPassedBeforeTheConnectTimeout() throws Exception {
    assertThat(fetched("2001:db8::2")).isZero();
  }

  @Test
  void overIpv4IsPassedBeforeTheConnectTimeout() throws Exception {
    assertThat(fetched("192.0.2.2")).isZero();
  }

  private static int fetched(String hole) throws Exception {
    return NetworkNamespace.run(NETWORK, BlackHoleProcess.class, hole);
  }
}
