package dev.hermetic.cli;

import dev.hermetic.core.CancellationToken;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run with nothing at stake, for the launcher: it loads the classes that real runs load, so that
 * the JVM can write them to its class data archive. Two files come from a server in this process;
 * everything lies in a temporary directory that is removed.
 */
final class Rehearsal {
  private static final byte[] CONTENT = "rehearsal\n".getBytes(StandardCharsets.US_ASCII);

  private Rehearsal() {}

  /** Rehearses; a failure ends the JVM with a stack trace and no archive. */
  public static void main(String[] args) throws Exception {
    int code = rehearse();
    if (code != 0) {
      throw new IllegalStateException("the rehearsal ended with " + code);
    }
  }

  /** Prefetches two files and audits them; gives the exit code of the command that failed, or 0. */
  static int rehearse() throws IOException, NoSuchAlgorithmException {
    Path directory = Files.createTempDirectory("hermetic-rehearsal");
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      start(() -> accept(server));
      return run(directory, "http://127.0.0.1:" + server.getLocalPort());
    } finally {
      delete(directory);
    }
  }

  private static int run(Path directory, String origin)
      throws IOException, NoSuchAlgorithmException {
    Path source = Files.createDirectory(directory.resolve("source"));
    Files.writeString(source.resolve("artifacts.lock.yaml"), genericLock(origin));
    Files.writeString(
        source.resolve("package.json"), "{\"name\": \"a\", \"version\": \"1.0.0\"}\n");
    Files.writeString(source.resolve("package-lock.json"), npmLock(origin));
    String output = directory.resolve("output").toString();
    Surroundings surroundings =
        new Surroundings(
            Map.of(),
            directory,
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            false,
            new CancellationToken());
    int prefetched =
        HermeticCommand.execute(
            surroundings,
            "--quiet",
            "prefetch",
            "--source",
            source.toString(),
            "--output",
            output,
            "--store",
            directory.resolve("store").toString(),
            "generic",
            "npm");
    return prefetched != 0
        ? prefetched
        : HermeticCommand.execute(surroundings, "--quiet", "audit", output);
  }

  private static String genericLock(String origin) throws NoSuchAlgorithmException {
    return String.format(
        Locale.ROOT,
        """
        metadata:
          version: "1.0"
        artifacts:
          - download_url: "%s/a.bin"
            checksum: "sha256:%s"
            filename: "a.bin"
        """,
        origin,
        HexFormat.of().formatHex(digest("SHA-256")));
  }

  private static String npmLock(String origin) throws NoSuchAlgorithmException {
    return String.format(
        Locale.ROOT,
        """
        {
          "name": "a", "version": "1.0.0", "lockfileVersion": 3, "requires": true,
          "packages": {
            "": {"name": "a", "version": "1.0.0"},
            "node_modules/b": {
              "version": "1.0.0", "resolved": "%s/b/-/b-1.0.0.tgz", "integrity": "sha512-%s"
            }
          }
        }
        """,
        origin,
        Base64.getEncoder().encodeToString(digest("SHA-512")));
  }

  private static byte[] digest(String algorithm) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance(algorithm).digest(CONTENT);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "rehearsal-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> answer(socket));
      }
    } catch (IOException closed) {
      // The rehearsal is over.
    }
  }

  /** Answers every request on a connection with the same content. */
  private static void answer(Socket connection) {
    try (Socket socket = connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          String head = "HTTP/1.1 200 OK\r\nContent-Length: " + CONTENT.length + "\r\n\r\n";
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().write(CONTENT);
        }
      }
    } catch (IOException gone) {
      // The client is done; what went wrong before, its own exit code tells.
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> contents;
    try (Stream<Path> files = Files.walk(directory)) {
      contents = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : contents) {
      Files.delete(file);
    }
  }
}
