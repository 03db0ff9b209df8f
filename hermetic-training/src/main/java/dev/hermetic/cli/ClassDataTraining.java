package dev.hermetic.cli;

import dev.hermetic.core.CancellationToken;
import java.io.BufferedReader;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run with nothing at stake, for the launcher: it loads the classes that real runs load, so that
 * the JVM can write them to its class data archive. A few files come from a server in this process;
 * everything lies in a temporary directory that is removed.
 */
final class ClassDataTraining {
  private static final byte[] CONTENT = "training\n".getBytes(StandardCharsets.US_ASCII);

  private ClassDataTraining() {}

  /** Trains; a failure ends the JVM with a stack trace and no archive. */
  public static void main(String[] args) throws Exception {
    // Loaded by every run; its latch is down, so that it would do nothing.
    new SignalStop(Thread.currentThread(), new CancellationToken(), new CountDownLatch(0)).run();
    int code = train();
    if (code != 0) {
      throw new IllegalStateException("the training ended with " + code);
    }
  }

  /**
   * Prefetches files twice and audits them; gives the exit code of the command that failed, or 0.
   */
  static int train() throws IOException, NoSuchAlgorithmException {
    Path directory = Files.createTempDirectory("hermetic-training");
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Map<String, byte[]> served = new TreeMap<>(PipTraining.served());
      served.putAll(RpmTraining.served());
      start(() -> accept(server, served));
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
    ProcessContext process = process(directory);
    String[] prefetch = {
      "--quiet",
      "prefetch",
      "--source",
      source.toString(),
      "--output",
      output,
      "--store",
      directory.resolve("store").toString(),
      "generic",
      "npm"
    };
    // The second run finds everything in the store and the output in place.
    List<String[]> commands = new ArrayList<>();
    commands.addAll(List.of(prefetch, prefetch, new String[] {"--quiet", "audit", output}));
    commands.addAll(PipTraining.commands(directory, origin));
    commands.addAll(RpmTraining.commands(directory, origin));
    int code = 0;
    for (int i = 0; code == 0 && i < commands.size(); i++) {
      code = HermeticCommand.execute(process, commands.get(i));
    }
    return code;
  }

  /** As a process has them, but silent, without variables, and never cancelled. */
  private static ProcessContext process(Path directory) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    CancellationToken never = new CancellationToken();
    ProcessContext real = Main.process(nowhere, never);
    return new ProcessContext(Map.of(), directory, nowhere, real.err(), false, never);
  }

  private static String genericLock(String origin) throws NoSuchAlgorithmException {
    StringBuilder lock = new StringBuilder("---\nmetadata:\n  version: '1.0'\nartifacts:\n");
    for (String name : List.of("a.bin", "b.bin", "c/d.bin")) {
      lock.append("  - download_url: ").append(origin).append('/').append(name);
      lock.append("\n    checksum: sha256:");
      lock.append(HexFormat.of().formatHex(digest("SHA-256")));
      lock.append("\n    filename: \"").append(name).append("\"\n");
    }
    return lock.toString();
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

  static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static byte[] digest(String algorithm) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance(algorithm).digest(CONTENT);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "training-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static void accept(ServerSocket server, Map<String, byte[]> served) {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> answer(socket, served));
      }
    } catch (IOException closed) {
      // The training is over.
    }
  }

  /** Answers every request on a connection, with the same content where nothing else is served. */
  private static void answer(Socket connection, Map<String, byte[]> served) {
    try (Socket socket = connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      byte[] content = CONTENT;
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("GET ")) {
          content = served.getOrDefault(line.split(" ", 3)[1], CONTENT);
        }
        if (line.isEmpty()) {
          String head = "HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n";
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().write(content);
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
