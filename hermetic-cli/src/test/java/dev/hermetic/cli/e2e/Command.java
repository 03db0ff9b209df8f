package dev.hermetic.cli.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A process to run: where, with which variables changed; fails loudly and takes ten minutes at
 * most.
 */
final class Command {
  /**
   * How a process ended.
   *
   * @param code its exit code
   * @param output what it printed, standard error included
   */
  record Ended(int code, String output) {}

  private static final long MINUTES = 10;

  /** As the launcher has them, without its class data, which fits its class path alone. */
  private static final List<String> SETTINGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:Tier4InvocationThreshold=500000",
          "-XX:Tier4MinInvocationThreshold=60000",
          "-XX:Tier4CompileThreshold=1500000",
          "-XX:Tier4BackEdgeThreshold=4000000",
          "-XX:-C1UpdateMethodData",
          "-XX:-C1ProfileBranches",
          "-XX:-C1ProfileCalls",
          "-XX:-C1ProfileInlinedCalls",
          "-XX:-C1ProfileVirtualCalls",
          "-XX:-C1ProfileCheckcasts",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=CompileThresholdScaling,sun/security/provider/SHA*.*,0.02",
          "-XX:CompileCommand=CompileThresholdScaling,sun/security/provider/DigestBase.*,0.02");

  private final Path directory;
  private final List<String> words;
  private final Map<String, String> variables = new TreeMap<>();

  private Command(Path directory, List<String> words) {
    this.directory = directory;
    this.words = words;
  }

  static Command of(Path directory, String... words) {
    return new Command(directory, List.of(words));
  }

  /** The hermetic command in a process of its own, on the class path of this test. */
  static Command hermetic(Path directory, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(SETTINGS);
    words.addAll(List.of("-Xmx256m", "-cp", classPath(), "dev.hermetic.cli.Main"));
    words.addAll(List.of(arguments));
    return new Command(directory, words);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        + File.pathSeparator
        + System.getProperty("jdk.module.path", "");
  }

  /** The same under a file mode creation mask. */
  Command withUmask(String mask) {
    List<String> masked =
        new ArrayList<>(List.of("sh", "-c", "umask " + mask + "; exec \"$@\"", "sh"));
    masked.addAll(words);
    Command command = new Command(directory, masked);
    command.variables.putAll(variables);
    return command;
  }

  /** The same with a variable set. */
  Command with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Runs it and returns its output. */
  String succeed() throws IOException, InterruptedException {
    Ended ended = run();
    if (ended.code() != 0) {
      throw new AssertionError(shown() + " ended with " + ended.code() + ":\n" + ended.output());
    }
    return ended.output();
  }

  Ended run() throws IOException, InterruptedException {
    Path output = Files.createTempFile("hermetic-e2e", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(output.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(shown() + " hangs:\n" + Files.readString(output));
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  private String shown() {
    String text = String.join(" ", words);
    return text.length() < 300 ? text : "…" + text.substring(text.length() - 300);
  }
}
