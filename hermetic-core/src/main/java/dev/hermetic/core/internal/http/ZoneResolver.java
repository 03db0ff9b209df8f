package dev.hermetic.core.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names for connections that a redirect caused. The addresses it returns are those that
 * are connected to, so that a name cannot answer differently between check and use.
 */
final class ZoneResolver implements DnsResolver {
  /** A name whose address the redirecting server may not lead to. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Refused(String host, InetAddress address) {
      super("'" + host + "' has the address " + address.getHostAddress());
    }
  }

  private final AddressZone from;
  private final Function<InetAddress, AddressZone> zones;
  private final DnsResolver names;

  ZoneResolver(AddressZone from, Function<InetAddress, AddressZone> zones, DnsResolver names) {
    this.from = from;
    this.zones = zones;
    this.names = names;
  }

  static DnsResolver system() {
    return SystemDefaultDnsResolver.INSTANCE;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    for (InetAddress address : addresses) {
      if (!from.mayLeadTo(zones.apply(address))) {
        throw new Refused(host, address);
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
