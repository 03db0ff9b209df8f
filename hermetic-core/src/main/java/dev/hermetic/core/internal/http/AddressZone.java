package dev.hermetic.core.internal.http;

import java.net.Inet6Address;
import java.net.InetAddress;

/** How private an address is; a redirect may lead outward or sideways, never further inward. */
enum AddressZone {
  PUBLIC,
  PRIVATE,
  LOOPBACK,
  /** Link-local and addresses that are no host's: cloud metadata services live here. */
  LINK_LOCAL;

  /** Classifies an address (RFC 6890; RFC 6598 for 100.64/10; RFC 4193 for fc00::/7). */
  static AddressZone of(InetAddress address) {
    if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
      return LINK_LOCAL;
    }
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return LOOPBACK;
    }
    byte[] raw = address.getAddress();
    if (address instanceof Inet6Address) {
      return (raw[0] & 0xfe) == 0xfc || address.isSiteLocalAddress() ? PRIVATE : embedded(raw);
    }
    boolean shared = (raw[0] & 0xff) == 100 && (raw[1] & 0xc0) == 64;
    if (raw[0] == 0) {
      return LOOPBACK;
    }
    return shared || address.isSiteLocalAddress() ? PRIVATE : PUBLIC;
  }

  /** The zone of the IPv4 address inside a NAT64 address, 64:ff9b::/96 (RFC 6052). */
  private static AddressZone embedded(byte[] raw) {
    boolean nat64 = raw[0] == 0 && raw[1] == 0x64 && (raw[2] & 0xff) == 0xff;
    if (!nat64 || (raw[3] & 0xff) != 0x9b) {
      return PUBLIC;
    }
    try {
      byte[] v4 = {raw[12], raw[13], raw[14], raw[15]};
      return of(InetAddress.getByAddress(v4));
    } catch (java.net.UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  /** Whether a redirect from a server in this zone to another host in {@code target} is fine. */
  boolean mayLeadTo(AddressZone target) {
    return target != LINK_LOCAL
        && (target.ordinal() <= ordinal() && (this != LINK_LOCAL || target != LOOPBACK));
  }
}
