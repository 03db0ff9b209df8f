package dev.hermetic.rpm.lock.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** An HTTP server that answers one request a connection as a function says. */
final class TinyServer implements AutoCloseable {
  /** What is asked; names of fields in lower case. */
  record Request(String path, Map<String, String> fields) {}

  /** What is answered; the field is {@code Name: value}, empty for none. */
  record Reply(int status, String field, byte[] body) {
    static Reply ok(byte[] body) {
      return new Reply(200, "", body);
    }
  }

  private final ServerSocket listener;
  private final Function<Request, Reply> script;

  TinyServer(Function<Request, Reply> script) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    Thread accepting = new Thread(this::accept, "tiny-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        serve(socket);
      } catch (IOException gone) {
        // The client went away, or the test is over.
        continue;
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String first = line(in);
    Map<String, String> fields = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    Reply reply = script.apply(new Request(first.split(" ")[1], fields));
    OutputStream out = socket.getOutputStream();
    String field = reply.field().isEmpty() ? "" : reply.field() + "\r\n";
    String head =
        "HTTP/1.1 %d X\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(reply.status(), reply.body().length, field);
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(reply.body());
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
