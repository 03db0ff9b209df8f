package dev.hermetic.cli.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of files that it makes as they are asked for: {@code /zeros/<size>} is that many zeros,
 * any other file holds its own path.
 */
final class MadeUpFiles implements AutoCloseable {
  private static final byte[] ZEROS = new byte[1 << 16];

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  MadeUpFiles() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** How many requests there were. */
  int requests() {
    return requests.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    long size = size(path);
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      exchange.sendResponseHeaders(200, size);
      write(path, (bytes, count) -> out.write(bytes, 0, count));
    }
  }

  private static long size(String path) {
    return path.startsWith("/zeros/")
        ? Long.parseLong(path.substring("/zeros/".length()))
        : path.length();
  }

  private interface Target {
    void write(byte[] bytes, int count) throws IOException;
  }

  private static void write(String path, Target target) throws IOException {
    if (!path.startsWith("/zeros/")) {
      target.write(path.getBytes(StandardCharsets.US_ASCII), path.length());
      return;
    }
    for (long left = size(path); left > 0; left -= ZEROS.length) {
      target.write(ZEROS, (int) Math.min(left, ZEROS.length));
    }
  }

  private static String sha256(String path) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    write(path, (bytes, count) -> digest.update(bytes, 0, count));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Writes a lock for files of this server, placed under their own path. */
  void lock(Path directory, Iterable<String> paths) throws Exception {
    int port = server.getAddress().getPort();
    try (BufferedWriter lock = Files.newBufferedWriter(directory.resolve("artifacts.lock.yaml"))) {
      lock.write("metadata:\n  version: '1.0'\nartifacts:\n");
      for (String path : paths) {
        lock.write("  - download_url: http://127.0.0.1:" + port + path);
        lock.write("\n    checksum: sha256:" + sha256(path));
        lock.write("\n    filename: " + path.substring(1) + "\n");
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
