package dev.hermetic.cli.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hermetic command in a process of its own that can be watched, signalled and starved. */
final class Running implements AutoCloseable {
  private static final long SECONDS = 120;
  private static final Pattern FOR_TESTS =
      Pattern.compile(
          "^$|test-classes|hermetic-testkit|/(junit|assertj|archunit|jqwik|opentest4j|apiguardian|byte-buddy"
              + "|surefire|mockwebserver|okhttp|okio|kotlin|cyclonedx|json-schema|itu|stax2|woodstox"
              + "|commons-collections|snakeyaml-2|jackson-(core|databind|dataformat-[a-z]+)-2)[^/]*\\.jar$");

  private final Process process;
  private final Path out;
  private final Path err;

  private Running(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it below {@code directory}, where its store and home are, too. */
  static Running hermetic(Path directory, String... arguments) throws IOException {
    return under(directory, List.of(), arguments);
  }

  /** The same, started by another program. */
  static Running under(Path directory, List<String> starter, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(starter);
    words.addAll(words());
    words.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "stdout", ".log");
    Path err = Files.createTempFile(directory, "stderr", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("HERMETIC_STORE", directory.resolve("store").toString());
    return new Running(builder.start(), out, err);
  }

  /** The command line without arguments. */
  static List<String> words() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        // As the launcher does.
        "-Xlog:disable",
        "-cp",
        classPath(),
        "dev.hermetic.cli.Main");
  }

  /** What the launcher has, without the libraries of tests: each of them is an open file. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            + File.pathSeparator
            + System.getProperty("jdk.module.path", "");
    return Stream.of(all.split(File.pathSeparator))
        .filter(entry -> !FOR_TESTS.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Sends a signal by name. */
  void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    if (new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor() != 0) {
      throw new AssertionError("cannot send " + name + " to " + pid);
    }
  }

  /** Waits until standard error holds a text. */
  void awaitErr(String text) throws IOException, InterruptedException {
    while (!err().contains(text)) {
      if (!process.isAlive()) {
        throw new AssertionError("ended before it said '" + text + "': " + this);
      }
      Thread.sleep(10);
    }
  }

  /** Waits for its end and gives the exit code, 128 more than the signal that killed it. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("hangs: " + this);
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public String toString() {
    try {
      String state = process.isAlive() ? "running" : "exit " + process.exitValue();
      return state + "\nout:\n" + out() + "\nerr:\n" + err();
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
