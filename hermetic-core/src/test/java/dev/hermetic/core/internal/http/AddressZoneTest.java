package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressZoneTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, PUBLIC",
    "2001:db8::1, PUBLIC",
    "10.1.2.3, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.32.0.1, PUBLIC",
    "192.168.1.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "100.128.0.1, PUBLIC",
    "fd00::1, PRIVATE",
    "127.0.0.1, LOOPBACK",
    "0.0.0.0, LOOPBACK",
    "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK",
    "64:ff9b::7f00:1, LOOPBACK",
    "169.254.169.254, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
  })
  void classifiesAddresses(String address, AddressZone zone) {
    assertThat(AddressZone.of(InetAddresses.forString(address))).isEqualTo(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, PUBLIC, true",
    "PUBLIC, PRIVATE, false",
    "PUBLIC, LOOPBACK, false",
    "PRIVATE, PUBLIC, true",
    "PRIVATE, PRIVATE, true",
    "PRIVATE, LOOPBACK, false",
    "LOOPBACK, PRIVATE, true",
    "LOOPBACK, LINK_LOCAL, false",
    "LINK_LOCAL, LINK_LOCAL, false",
    "LINK_LOCAL, LOOPBACK, false",
  })
  void leadsNeverFurtherInward(AddressZone from, AddressZone to, boolean allowed) {
    assertThat(from.mayLeadTo(to)).isEqualTo(allowed);
  }
}
