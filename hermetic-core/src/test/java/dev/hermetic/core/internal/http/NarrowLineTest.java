package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A line of 256 kbit/s that drops what does not fit into its short queue. */
@Timeout(120)
final class NarrowLineTest {
  private static final String NETWORK =
      "ip link set lo mtu 1500 up"
          + " && tc qdisc add dev lo root tbf rate 256kbit burst 1600 limit 6000";

  @Test
  void isNoTimeoutHoweverLongATransferTakes() throws Exception {
    assertThat(NetworkNamespace.run(NETWORK, NarrowLineProcess.class)).isZero();
  }
}
