package dev.hermetic.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server on the loopback interface that serves bytes by path and counts requests; every
 * other path is 404. Thread-safe.
 */
public final class FakeRegistry implements AutoCloseable {
  private record Answer(int status, Map<String, String> fields, byte[] body) {}

  private final Map<String, Answer> content = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final HttpServer server;

  private FakeRegistry(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts a server on a free port.
   *
   * @throws IOException when no port can be had
   */
  public static FakeRegistry start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeRegistry registry = new FakeRegistry(server);
    server.createContext("/", registry::answer);
    server.setExecutor(registry.executor);
    server.start();
    return registry;
  }

  /**
   * Serves bytes.
   *
   * @param path the path with its leading slash, encoded as in the request line
   * @return the URL of the content
   */
  public SafeUri serve(String path, byte[] bytes) {
    return answer(path, 200, Map.of(), bytes);
  }

  /**
   * Answers with a status and header fields of a test's own choice.
   *
   * @param path the path with its leading slash, encoded as in the request line
   * @return the URL of the content
   */
  public SafeUri answer(String path, int status, Map<String, String> fields, byte[] body) {
    content.put(path, new Answer(status, Map.copyOf(fields), body.clone()));
    return url(path);
  }

  /** The URL of a path. */
  public SafeUri url(String path) {
    return SafeUri.parse("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** How often a path was asked for, whether it exists or not. */
  public int requests(String path) {
    AtomicInteger count = requests.get(path);
    return count == null ? 0 : count.get();
  }

  /** How many requests came in all. */
  public int requests() {
    return requests.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      requests.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
      Answer answer = content.get(path);
      if (answer == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      answer.fields().forEach(exchange.getResponseHeaders()::add);
      byte[] body = answer.body();
      if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }
}
