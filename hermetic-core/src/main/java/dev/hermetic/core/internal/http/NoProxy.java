package dev.hermetic.core.internal.http;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * The hosts that are reached without a proxy, in curl's grammar: {@code *} for all; a name, with or
 * without a leading dot, for itself and all below it; an address; a CIDR range. A {@code :port}
 * behind a name or address narrows the entry to that port.
 */
final class NoProxy {
  private final List<String> entries;

  NoProxy(List<String> entries) {
    this.entries =
        entries.stream()
            .flatMap(e -> java.util.Arrays.stream(e.split("[,\\s]+")))
            .map(e -> e.strip().toLowerCase(Locale.ROOT))
            .filter(e -> !e.isEmpty())
            .toList();
  }

  /**
   * Whether a host is reached directly.
   *
   * @param host in lower case, without brackets and trailing dot
   */
  boolean covers(String host, int port) {
    for (String entry : entries) {
      if (entry.equals("*") || matches(entry, host, port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String entry, String host, int port) {
    String pattern = entry;
    int colon = portColon(entry);
    if (colon >= 0) {
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      pattern = entry.substring(0, colon);
    }
    if (pattern.startsWith("[") && pattern.endsWith("]")) {
      pattern = pattern.substring(1, pattern.length() - 1);
    }
    return InetAddresses.isInetAddress(host)
        ? addressMatches(pattern, host)
        : nameMatches(pattern, host);
  }

  /** The colon before a port; a bare IPv6 address has several colons and no port. */
  private static int portColon(String entry) {
    int colon = entry.lastIndexOf(':');
    boolean single = colon >= 0 && entry.indexOf(':') == colon;
    boolean behindBracket = colon > 0 && entry.charAt(colon - 1) == ']';
    return (single || behindBracket) && entry.substring(colon + 1).matches("[0-9]{1,5}")
        ? colon
        : -1;
  }

  private static boolean nameMatches(String pattern, String host) {
    String name = pattern.startsWith(".") ? pattern.substring(1) : pattern;
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
  }

  private static boolean addressMatches(String pattern, String host) {
    int slash = pattern.indexOf('/');
    String base = slash < 0 ? pattern : pattern.substring(0, slash);
    if (!InetAddresses.isInetAddress(base)) {
      return false;
    }
    byte[] network = InetAddresses.forString(base).getAddress();
    InetAddress address = InetAddresses.forString(host);
    String length = slash < 0 ? Integer.toString(8 * network.length) : pattern.substring(slash + 1);
    return length.matches("[0-9]{1,3}")
        && samePrefix(network, address.getAddress(), Integer.parseInt(length));
  }

  private static boolean samePrefix(byte[] network, byte[] address, int bits) {
    if (network.length != address.length || bits > 8 * network.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((network[i / 8] & mask) != (address[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
