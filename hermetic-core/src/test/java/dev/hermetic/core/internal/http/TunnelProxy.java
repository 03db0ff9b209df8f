package dev.hermetic.core.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that opens tunnels to one local port for those who know the password. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final String authorization;
  private final int target;

  TunnelProxy(String authorization, int target) throws IOException {
    this.authorization = authorization;
    this.target = target;
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What clients asked. */
  List<String> heads() {
    return heads;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "tunnel-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        open.add(client);
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      while (true) {
        String head = head(client.getInputStream());
        heads.add(head);
        if (head.contains("\r\nProxy-Authorization: " + authorization + "\r\n")) {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          tunnel(client);
          return;
        }
        out.write(
            ("HTTP/1.1 407 Proxy Authentication Required\r\n"
                    + "Proxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      // Clients may leave whenever they like.
      return;
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the client left");
      }
      head.append((char) c);
    }
    return head.toString();
  }

  private void tunnel(Socket client) throws IOException {
    try (Socket origin = new Socket("127.0.0.1", target)) {
      open.add(origin);
      start(() -> pump(origin, client));
      client.getInputStream().transferTo(origin.getOutputStream());
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // One side hung up.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
