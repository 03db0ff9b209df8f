package dev.hermetic.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wheel as large as those of machine learning passes through the command with a heap of 256 MiB.
 * The server makes it up as it goes; it takes 1.5 GB of the temporary directory.
 *
 * <p>Runs with {@code -Dhermetic.clients=required} or {@code -Dhermetic.online=true}.
 */
final class LargeWheelIT {
  private static final long SIZE = 1_500_000_000L;
  private static final String NAME = "large-1.0-py3-none-any.whl";
  private static final byte[] BLOCK = new byte[1 << 20];

  @TempDir Path directory = Path.of("unset");
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        "required".equals(System.getProperty("hermetic.clients"))
            || Boolean.getBoolean("hermetic.online"),
        "needs -Dhermetic.online=true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/" + NAME, LargeWheelIT::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, SIZE);
      OutputStream body = exchange.getResponseBody();
      for (long left = SIZE; left > 0; left -= BLOCK.length) {
        body.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
      }
    }
  }

  private static String sha256() throws NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    for (long left = SIZE; left > 0; left -= BLOCK.length) {
      hash.update(BLOCK, 0, (int) Math.min(left, BLOCK.length));
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  @Test
  void passesWithASmallHeap() throws Exception {
    Path source = Files.createDirectories(directory.resolve("source"));
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + NAME;
    Files.writeString(
        source.resolve("pylock.toml"),
        """
        lock-version = "1.0"
        created-by = "test"

        [[packages]]
        name = "large"
        version = "1.0"
        wheels = [{url = "%s", size = %d, hashes = {sha256 = "%s"}}]
        """
            .formatted(url, SIZE, sha256()));
    Path output = directory.resolve("output");

    // Command.hermetic starts the JVM with -Xmx256m.
    Command.hermetic(
            directory,
            "prefetch",
            "--source",
            source.toString(),
            "--output",
            output.toString(),
            "--store",
            directory.resolve("store").toString(),
            "pip")
        .with("no_proxy", "127.0.0.1")
        .succeed();

    assertThat(output.resolve("deps/pip").resolve(NAME)).hasSize(SIZE);
  }
}
