package dev.hermetic.cli;

import dev.hermetic.core.CancellationToken;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Runs a command line in a directory of its own and keeps what it printed. */
final class CommandRun {
  final int exitCode;
  final String out;
  final String err;

  private CommandRun(int exitCode, String out, String err) {
    this.exitCode = exitCode;
    this.out = out;
    this.err = err;
  }

  static CommandRun in(Path directory, String... args) {
    return with(directory, Map.of(), args);
  }

  static CommandRun with(Path directory, Map<String, String> variables, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> all = new TreeMap<>(variables);
    all.putIfAbsent("HOME", directory.resolve("home").toString());
    ProcessContext process =
        new ProcessContext(
            all,
            directory,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            new CancellationToken());
    int code = HermeticCommand.execute(process, args);
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static ProcessContext process(Path directory, Map<String, String> variables) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new ProcessContext(
        variables, directory, nowhere, nowhere, false, new CancellationToken());
  }

  @Override
  public String toString() {
    return "exit " + exitCode + "\nout:\n" + out + "\nerr:\n" + err;
  }
}
