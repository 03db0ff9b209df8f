package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HermeticException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers to which no connection can be made, at first or at all. */
final class UnreachableServersTest extends FaultLab {
  /** A port that refuses connections, and that nobody else can take meanwhile. */
  private static Socket refusing() throws IOException {
    Socket bound = new Socket();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return bound;
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port + "/thing.bin";
  }

  @Test
  void retriesUntilARefusingServerIsUp() throws Exception {
    List<FaultyServer> started = new ArrayList<>();
    try (Socket closed = refusing()) {
      int port = closed.getLocalPort();
      fixture.whileWaiting =
          () -> {
            if (fixture.waits.size() == 2) {
              freed(closed);
              started.add(new FaultyServer((n, request, out) -> ok(out), port));
            }
          };
      assertThat(fixture.bytes(fixture.get(url(port)))).isEqualTo(CONTENT);
      assertThat(fixture.waits).hasSize(2);
    } finally {
      for (FaultyServer server : started) {
        server.close();
      }
    }
  }

  private static void freed(Socket port) {
    try {
      port.close();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  @Test
  void namesAServerThatRefusesForEver() throws Exception {
    try (Socket closed = refusing()) {
      HermeticException failure = failure(url(closed.getLocalPort()));
      assertThat(failure.code()).isEqualTo("fetch.connect");
      assertThat(failure).hasMessageContainingAll(url(closed.getLocalPort()), "3 attempts");
    }
  }

  @Test
  void givesUpWhereCallsAreDropped() throws Exception {
    impatient();
    try (Deaf deaf = new Deaf()) {
      HermeticException failure = failure(url(deaf.port()));
      assertThat(failure.code()).isEqualTo("fetch.connect");
      assertThat(failure).hasMessageContaining("timed out while connecting");
    }
  }

  @Test
  void takesTheNextMirrorWhereCallsAreDropped() throws Exception {
    impatient();
    try (Deaf deaf = new Deaf();
        var mirror = new FaultyServer((n, request, out) -> ok(out))) {
      Downloads.Downloaded downloaded = fixture.get(url(deaf.port()), mirror.url("/b"));
      assertThat(fixture.bytes(downloaded)).isEqualTo(CONTENT);
      assertThat(downloaded.warnings()).anyMatch(w -> w.code().equals("fetch.mirror"));
    }
  }

  private void impatient() {
    fixture.close();
    fixture =
        new DownloadsFixture(
            directory,
            DownloadsFixture.settings()
                .timeouts(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(60))
                .retries(2, Duration.ofMillis(1), Duration.ofMillis(1))
                .build(),
            Credentials.none());
  }

  /** A listener whose queue is full: the kernel drops every further SYN. */
  private static final class Deaf implements AutoCloseable {
    private static final int MORE_THAN_ITS_QUEUE = 8;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<SocketChannel> queue = new ArrayList<>();

    Deaf() throws IOException {
      for (int i = 0; i < MORE_THAN_ITS_QUEUE; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(listener.getLocalSocketAddress());
        queue.add(channel);
      }
    }

    int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (SocketChannel channel : queue) {
        channel.close();
      }
      listener.close();
    }
  }
}
