package dev.hermetic.cli;

import dev.hermetic.core.Diagnostic;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command's words go: results to standard output, everything else to standard error; with
 * {@code --json} one document to standard output; with {@code --quiet} only errors. Thread-safe.
 */
final class Console {
  /** Whether and how much is printed. */
  enum Mode {
    /** Words for people. */
    TEXT,
    /** One JSON document. */
    JSON,
    /** Errors only. */
    QUIET
  }

  private final ProcessContext process;
  private final Mode mode;
  private final boolean colours;
  private final Set<String> printed = new HashSet<>();

  Console(ProcessContext process, Mode mode, boolean colours) {
    this.process = process;
    this.mode = mode;
    this.colours = colours;
  }

  Mode mode() {
    return mode;
  }

  /** Whether a bar may be drawn. */
  boolean isInteractive() {
    return mode == Mode.TEXT && process.terminal();
  }

  /** Prints a line of the result. */
  void result(String line) {
    if (mode == Mode.TEXT) {
      process.out().println(line);
    }
  }

  /** Prints text that is the result whatever the mode, a script for example. */
  void raw(String text) {
    process.out().print(text);
    process.out().flush();
  }

  /** Prints a line beside the result. */
  synchronized void note(String line) {
    if (mode == Mode.TEXT) {
      process.err().println(Printed.clean(line));
    }
  }

  /** Prints findings that are not failures; those that were printed before are not again. */
  synchronized void diagnostics(List<Diagnostic> findings) {
    if (mode != Mode.TEXT) {
      return;
    }
    for (Diagnostic finding : findings) {
      if (!printed.add(finding.code() + " " + finding)) {
        continue;
      }
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      String style = finding.severity() == Diagnostic.Severity.INFO ? "cyan" : "yellow";
      String[] lines = finding.toString().split("\n");
      labelled(style, severity, lines[0] + " [" + finding.code() + "]");
      Arrays.stream(lines).skip(1).forEach(this::detail);
      finding.hints().forEach(this::hint);
    }
  }

  /** Prints a warning of the command line itself. */
  void warning(String text) {
    if (mode == Mode.TEXT) {
      labelled("yellow", "warning", text);
    }
  }

  /** Prints an error, even when quiet. */
  void error(String text) {
    labelled("red", "error", text);
  }

  /** Prints a further line of an error or warning. */
  synchronized void detail(String line) {
    process.err().println(Printed.clean(line));
  }

  /** Prints a hint below an error or warning. */
  synchronized void hint(String text) {
    process.err().println("  hint: " + Printed.clean(text));
  }

  /** Prints a stack trace; only on demand. */
  synchronized void trace(Throwable failure) {
    failure.printStackTrace(process.err());
  }

  /** Prints the document of a run, when documents are wanted. */
  void document(Map<String, ?> document) {
    if (mode == Mode.JSON) {
      process.out().println(Json.MAPPER.writeValueAsString(document));
    }
  }

  private synchronized void labelled(String style, String label, String text) {
    String head = colours ? Ansi.ON.string("@|bold," + style + " " + label + "|@:") : label + ":";
    process.err().println(head + " " + Printed.clean(text));
  }
}
