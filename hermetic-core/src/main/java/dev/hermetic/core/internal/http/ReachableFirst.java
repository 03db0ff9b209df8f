package dev.hermetic.core.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Puts the address of a host that accepts a connection first in front of its other ones, as RFC
 * 8305 has it: in the order of the resolver, each a quarter of a second after the one before. So a
 * black hole in one protocol family costs that quarter once, not a connect time-out for each
 * connection. A host with one address is not tried beforehand. Remembers what it found.
 * Thread-safe.
 */
final class ReachableFirst implements DnsResolver {
  /** RFC 8305, section 5: the recommended connection attempt delay. */
  private static final long STAGGER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How long the last address may take; a longer line is left to the connect time-out. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final DnsResolver names;
  private final Map<String, Optional<InetAddress>> found = new ConcurrentHashMap<>();

  ReachableFirst(DnsResolver names) {
    this.names = names;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return names.resolve(host);
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (InetAddress address : names.resolve(host)) {
      addresses.add(new InetSocketAddress(address, port));
    }
    if (addresses.size() > 1) {
      Optional<InetAddress> first = found.computeIfAbsent(host + ':' + port, k -> race(addresses));
      first.ifPresent(
          winner ->
              addresses.sort(
                  Comparator.comparing(address -> !winner.equals(address.getAddress()))));
    }
    return addresses;
  }

  /** The address that accepts first; empty when none does in time, or none can be tried. */
  private static Optional<InetAddress> race(List<InetSocketAddress> addresses) {
    List<SocketChannel> attempts = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (InetSocketAddress address : addresses) {
        boolean last = attempts.size() == addresses.size() - 1;
        attempts.add(attempt(address, selector));
        Optional<InetAddress> winner = await(selector, last ? PATIENCE_NANOS : STAGGER_NANOS);
        if (winner.isPresent() || Thread.currentThread().isInterrupted()) {
          return winner;
        }
      }
      return Optional.empty();
    } catch (IOException noDescriptorLeft) {
      // Connecting in the resolver's order says better what is wrong.
      return Optional.empty();
    } finally {
      attempts.forEach(ReachableFirst::close);
    }
  }

  private static SocketChannel attempt(InetSocketAddress address, Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, address.getAddress());
      // Whether at once or later, finishConnect tells.
      channel.connect(address);
    } catch (IOException unreachable) {
      close(channel);
    }
    return channel;
  }

  /** Waits until an attempt succeeds, all that were begun have failed, or the time is over. */
  private static Optional<InetAddress> await(Selector selector, long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    while (true) {
      for (SelectionKey key : List.copyOf(selector.keys())) {
        if (key.isValid() && connected((SocketChannel) key.channel())) {
          return Optional.of((InetAddress) key.attachment());
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      boolean pending = selector.keys().stream().anyMatch(SelectionKey::isValid);
      if (left <= 0 || !pending || Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      selector.selectedKeys().clear();
      selector.select(left);
    }
  }

  private static boolean connected(SocketChannel channel) {
    try {
      return channel.finishConnect();
    } catch (IOException refused) {
      close(channel);
      return false;
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException nothingToKeep) {
      // The attempt sent nothing; there is nothing to lose.
    }
  }
}
