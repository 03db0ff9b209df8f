package dev.hermetic.cli.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy that counts connections, tunnels CONNECT and passes plain requests on. */
final class CountingProxy implements AutoCloseable {
  private static final int MOST_HEAD_BYTES = 1 << 16;

  private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "proxy");
            thread.setDaemon(true);
            return thread;
          });

  CountingProxy() throws IOException {
    threads.execute(this::accept);
  }

  /** How many connections were made so far. */
  int connections() {
    return connections.get();
  }

  String uri() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      byte[] head = head(client.getInputStream());
      String[] line = new String(head, StandardCharsets.ISO_8859_1).split(" ", 3);
      boolean tunnel = line[0].equals("CONNECT");
      URI target = URI.create(tunnel ? "https://" + line[1] : line[1]);
      int port = target.getPort() > 0 ? target.getPort() : tunnel ? 443 : 80;
      try (Socket origin = new Socket(target.getHost(), port)) {
        if (tunnel) {
          client
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
          origin.getOutputStream().write(head);
        }
        threads.execute(() -> relay(client, origin));
        relay(origin, client);
      }
    } catch (IOException gone) {
      // The client sees its connection end, which is what a proxy's failure looks like.
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4 && head.size() < MOST_HEAD_BYTES) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request ended early");
      }
      head.write(next);
      ends = next == '\r' || next == '\n' ? ends + 1 : 0;
    }
    return head.toByteArray();
  }

  private static void relay(Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
      to.shutdownOutput();
    } catch (IOException closed) {
      // One end gave up; the other one is closed by whoever opened it.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
