package dev.hermetic.core.internal.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on a bare socket that says whatever a test wants, and remembers what it was asked. */
public final class FaultyServer implements AutoCloseable {
  /** What a client asked; header names in lower case. */
  public record Request(String line, Map<String, String> headers) {
    public String path() {
      return line.split(" ")[1];
    }

    public boolean has(String header) {
      return headers.containsKey(header);
    }

    public long rangeStart() {
      String range = headers.get("range");
      return range == null ? -1 : Long.parseLong(range.replaceAll("bytes=([0-9]+)-.*", "$1"));
    }
  }

  /** Writes an answer; the connection is closed afterwards unless it returns true. */
  @FunctionalInterface
  public interface Script {
    boolean answer(int number, Request request, Wire out) throws Exception;
  }

  /** The way to the client. */
  public static final class Wire {
    private final OutputStream out;
    private final Socket socket;

    Wire(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    public Wire head(String... lines) throws IOException {
      return text(String.join("\r\n", lines) + "\r\n\r\n");
    }

    public Wire text(String text) throws IOException {
      return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire bytes(byte[] bytes) throws IOException {
      return bytes(bytes, 0, bytes.length);
    }

    public Wire bytes(byte[] bytes, int from, int to) throws IOException {
      out.write(bytes, from, to - from);
      out.flush();
      return this;
    }

    public void ok(byte[] body) throws IOException {
      head("HTTP/1.1 200 OK", "Content-Length: " + body.length).bytes(body);
    }

    /** Cuts the connection with RST. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  public FaultyServer(Script script) {
    this(script, ServerSocketFactory.getDefault(), "127.0.0.1");
  }

  public FaultyServer(Script script, ServerSocketFactory sockets, String address) {
    this(script, sockets, address, 0);
  }

  FaultyServer(Script script, int port) {
    this(script, ServerSocketFactory.getDefault(), "127.0.0.1", port);
  }

  private FaultyServer(Script script, ServerSocketFactory sockets, String address, int port) {
    this.script = script;
    try {
      listener = sockets.createServerSocket(port, 50, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "faulty-server");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public List<Request> requests() {
    return requests;
  }

  public int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean more = true;
      while (more) {
        Request request = read(in);
        if (request == null) {
          return;
        }
        int number;
        synchronized (requests) {
          requests.add(request);
          number = requests.size();
        }
        more = script.answer(number, request, new Wire(socket));
      }
    } catch (Exception gone) {
      // A client that gives up is what many of these tests are about.
      return;
    }
  }

  private static Request read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    String line;
    while ((line = readLine(in)) != null && !line.isEmpty()) {
      lines.add(line);
    }
    if (lines.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String field : lines.subList(1, lines.size())) {
      int colon = field.indexOf(':');
      String name = field.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, field.substring(colon + 1).strip());
    }
    return new Request(lines.get(0), headers);
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = in.read()) >= 0 && c != '\n') {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return c < 0 && line.isEmpty() ? null : line.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
