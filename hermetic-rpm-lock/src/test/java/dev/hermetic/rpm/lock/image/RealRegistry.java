package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real registry on a free port of the loopback interface. */
final class RealRegistry implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final int port;

  private RealRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static RealRegistry start(Path directory) throws Exception {
    Files.createDirectories(directory);
    int port = freePort();
    Path config =
        Files.writeString(
            directory.resolve("config.yml"),
            "version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: '"
                + directory.resolve("content")
                + "'}}\nhttp: {addr: '127.0.0.1:"
                + port
                + "'}\n");
    Process process =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    RealRegistry registry = new RealRegistry(process, port);
    long until = System.nanoTime() + PATIENCE;
    while (!registry.answers()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        registry.close();
        throw new AssertionError(Files.readString(directory.resolve("log")));
      }
      Thread.sleep(50);
    }
    return registry;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Its host and port, as images name it. */
  String authority() {
    return "127.0.0.1:" + port;
  }

  /** Where it is. */
  SafeUri url() {
    return SafeUri.parse("http://" + authority());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
