package dev.hermetic.npm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A registry on the loopback interface: package documents and tarballs, and any other path. */
final class FakeRegistry implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, byte[]> paths = new ConcurrentHashMap<>();
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  FakeRegistry() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(this::accept, "fake-registry");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Publishes a package; {@code members} are those of its manifest besides name and version. */
  byte[] publish(String name, String version, String members, Map<String, String> files) {
    String rest = members.isEmpty() ? "" : "," + members;
    String head = "\"name\":\"" + name + "\",\"version\":\"" + version + "\"" + rest;
    byte[] tarball = TestTarball.of("{" + head + "}", files);
    String path = "/" + name + "/-/" + PackageName.unscoped(name) + "-" + version + ".tgz";
    paths.put(path, tarball);
    String shrinkwrap = files.containsKey("npm-shrinkwrap.json") ? ",\"_hasShrinkwrap\":true" : "";
    String manifest =
        "\"%s\":{%s%s,\"dist\":{\"tarball\":\"%s\",\"integrity\":\"%s\"}}"
            .formatted(version, head, shrinkwrap, base() + path, TestTarball.sri(tarball));
    versions.merge(name, manifest, (all, one) -> all + "," + one);
    String document =
        "{\"name\":\"%s\",\"dist-tags\":{\"latest\":\"%s\"},\"versions\":{%s}}"
            .formatted(name, version, versions.get(name));
    paths.put("/" + name, document.getBytes(StandardCharsets.UTF_8));
    return tarball;
  }

  byte[] publish(String name, String version, String members) {
    return publish(name, version, members, Map.of());
  }

  void serve(String path, byte[] content) {
    paths.put(path, content);
  }

  /** All that is served, by URL. */
  Map<String, byte[]> contents() {
    Map<String, byte[]> byUrl = new ConcurrentHashMap<>();
    paths.forEach((path, content) -> byUrl.put(base() + path, content));
    return byUrl;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread worker = new Thread(() -> answer(socket), "fake-registry-request");
        worker.setDaemon(true);
        worker.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
      String request = in.readLine();
      String line = request;
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      String target = request == null ? "" : request.split(" ")[1];
      byte[] body = paths.get(target.replace("%2f", "/").replace("%2F", "/"));
      String status = body == null ? "404 Not Found" : "200 OK";
      byte[] sent = body == null ? "{}".getBytes(StandardCharsets.UTF_8) : body;
      OutputStream out = socket.getOutputStream();
      String type = target.endsWith(".tgz") ? "application/octet-stream" : "application/json";
      out.write(
          ("HTTP/1.1 "
                  + status
                  + "\r\nContent-Type: "
                  + type
                  + "\r\nContent-Length: "
                  + sent.length
                  + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.write(sent);
      out.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
