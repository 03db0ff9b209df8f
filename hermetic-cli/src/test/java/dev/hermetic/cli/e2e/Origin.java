package dev.hermetic.cli.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server of files whose content is their path, repeated. Those below {@code /slow} stop half way
 * until the gate opens, or for ever.
 */
final class Origin implements AutoCloseable {
  /** Half of a file is then more than is fetched again rather than resumed. */
  private static final int REPEATED = 100_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  Origin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  static byte[] content(String path) {
    return path.repeat(REPEATED).getBytes(StandardCharsets.UTF_8);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] content = content(path);
    boolean slow = path.startsWith("/slow") && gate.getCount() > 0;
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    if (range != null) {
      ranges.add(range);
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
      int middle = slow ? Math.max(from, content.length / 2) : from;
      out.write(content, from, middle - from);
      out.flush();
      if (slow) {
        reached.countDown();
        gate.await();
      }
      out.write(content, middle, content.length - middle);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a client has half of a slow file. */
  void awaitSlow() throws InterruptedException {
    reached.await();
  }

  /** Lets slow files go on. */
  void open() {
    gate.countDown();
  }

  /** The ranges that were asked for. */
  List<String> ranges() {
    return ranges;
  }

  /** Writes a lock for files of this server, placed under their own path. */
  void lock(Path directory, String... paths) throws Exception {
    StringBuilder lock = new StringBuilder("metadata:\n  version: '1.0'\nartifacts:\n");
    for (String path : paths) {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(content(path));
      lock.append("  - download_url: http://127.0.0.1:").append(server.getAddress().getPort());
      lock.append(path).append("\n    checksum: sha256:").append(HexFormat.of().formatHex(sha256));
      lock.append("\n    filename: ").append(path.substring(1)).append('\n');
    }
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("artifacts.lock.yaml"), lock);
  }

  @Override
  public void close() {
    gate.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
