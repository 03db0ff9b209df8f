package dev.hermetic.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A native client, {@code npm} for example, that a test runs to prove an output. It is looked for
 * below the directory of the system property {@code hermetic.clients.dir} (there, in {@code bin},
 * or in {@code <name>/bin}) and then on {@code PATH}. Where it is missing the test is skipped,
 * unless {@code -Dhermetic.clients=required} makes that a failure.
 */
public final class RealClient {
  private final Path executable;

  private RealClient(Path executable) {
    this.executable = executable;
  }

  /**
   * Finds a client, or skips or fails the test.
   *
   * @param name the name of the executable
   * @throws org.opentest4j.TestAbortedException when it is missing and not required
   */
  public static RealClient find(String name) {
    return new RealClient(require(name));
  }

  /** The executable. */
  public Path executable() {
    return executable;
  }

  /** The client with arguments, as a command line. */
  public List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    return List.copyOf(command);
  }

  /**
   * The same command in a network namespace of its own, which has no interface that is up: neither
   * a registry nor the loopback interface can be reached. Linux only; skips or fails the test where
   * such a namespace cannot be made.
   */
  public static List<String> offline(List<String> command) {
    List<String> prefixed = new ArrayList<>(unshare(require("unshare").toString()));
    prefixed.addAll(command);
    return List.copyOf(prefixed);
  }

  /** Without the right to make a network namespace, one for users comes first. */
  private static List<String> unshare(String unshare) {
    for (List<String> prefix : List.of(List.of(unshare, "-n"), List.of(unshare, "-r", "-n"))) {
      if (succeeds(prefix)) {
        return prefix;
      }
    }
    missing("the right to make a network namespace");
    return List.of();
  }

  private static boolean succeeds(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (java.io.IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Path require(String name) {
    Optional<Path> found = candidates(name).filter(Files::isExecutable).findFirst();
    if (found.isEmpty()) {
      missing("the client '" + name + "'");
    }
    return found.orElseThrow();
  }

  private static Stream<Path> candidates(String name) {
    Stream<Path> own =
        Optional.ofNullable(System.getProperty("hermetic.clients.dir")).map(Path::of).stream()
            .flatMap(
                dir ->
                    Stream.of(
                        dir.resolve(name),
                        dir.resolve("bin").resolve(name),
                        dir.resolve(name).resolve("bin").resolve(name)));
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Stream<Path> onPath =
        Stream.of(path.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry, name));
    return Stream.concat(own, onPath).filter(Files::isRegularFile);
  }

  private static void missing(String what) {
    String message = what + " is missing on this machine";
    if ("required".equals(System.getProperty("hermetic.clients"))) {
      Assertions.fail(message);
    }
    Assumptions.abort(message);
  }
}
