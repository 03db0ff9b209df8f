package dev.hermetic.cli;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the user why a command failed: a line per failing item, never a stack trace unasked. */
final class Failures {
  private static final int MOST_LINES = 50;

  private final Console console;
  private final boolean debug;

  Failures(Console console, boolean debug) {
    this.console = console;
    this.debug = debug;
  }

  /** Prints a failure and gives the exit code for it. */
  int report(String command, Throwable failure) {
    int code = ExitCode.of(failure);
    if (debug) {
      console.trace(failure);
    }
    if (console.mode() == Console.Mode.JSON) {
      console.document(document(command, code, failure));
    } else {
      print(failure);
    }
    return code;
  }

  private void print(Throwable failure) {
    List<Throwable> all = flat(failure);
    int lines = 0;
    int shown = 0;
    for (Throwable one : all) {
      List<String> hints = hints(one);
      List<String> message = lines(one);
      if (shown > 0 && lines + message.size() + hints.size() > MOST_LINES) {
        break;
      }
      console.error(message.get(0) + " [" + code(one) + "]");
      message.stream().skip(1).forEach(console::detail);
      hints.forEach(console::hint);
      lines += message.size() + hints.size();
      shown++;
    }
    if (shown < all.size()) {
      console.error("and " + (all.size() - shown) + " more");
      console.hint("run again with --json to see all");
    }
  }

  private static Map<String, Object> document(String command, int exitCode, Throwable failure) {
    List<Map<String, Object>> errors = new ArrayList<>();
    for (Throwable one : flat(failure)) {
      Map<String, Object> error = new LinkedHashMap<>();
      if (one instanceof HermeticException known) {
        known.subject().ifPresent(subject -> error.put("item", subject));
        known.location().ifPresent(place -> error.put("location", place.toString()));
      }
      error.put("code", code(one));
      error.put("exitCode", ExitCode.of(one));
      error.put("message", message(one));
      error.put("hints", hints(one));
      errors.add(error);
    }
    Map<String, Object> document = Documents.start(command, "failed");
    document.put("exitCode", exitCode);
    document.put("errors", errors);
    return document;
  }

  private static List<Throwable> flat(Throwable failure) {
    List<Throwable> all = new ArrayList<>();
    if (failure instanceof PrefetchFailedException several) {
      several.failures().forEach(one -> all.addAll(flat(one)));
    } else {
      all.add(failure);
    }
    return all;
  }

  private static String code(Throwable failure) {
    if (failure instanceof HermeticException known) {
      return known.code();
    }
    return switch (ExitCode.of(failure)) {
      case ExitCode.INTERRUPTED -> "cancelled";
      case ExitCode.LOCAL -> "local.io";
      default -> "internal";
    };
  }

  private static String message(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    if (failure instanceof HermeticException) {
      return text;
    }
    return switch (ExitCode.of(failure)) {
      case ExitCode.INTERRUPTED -> "the run was cancelled";
      // The messages of file errors are often nothing but the path.
      case ExitCode.LOCAL -> text + ": " + failure.getClass().getSimpleName();
      default -> "this is a bug in hermetic: " + failure;
    };
  }

  /** The message in its own lines; line breaks of other failures come from the outside. */
  private static List<String> lines(Throwable failure) {
    String text = message(failure);
    return failure instanceof HermeticException ? List.of(text.split("\n")) : List.of(text);
  }

  private static List<String> hints(Throwable failure) {
    if (failure instanceof HermeticException known) {
      return known.hints();
    }
    return switch (ExitCode.of(failure)) {
      case ExitCode.INTERRUPTED -> List.of();
      case ExitCode.LOCAL -> List.of("check the path, its permissions and the free space");
      default ->
          List.of(
              "run again with --debug and report the output together with "
                  + Version.line()
                  + " to the project's issue tracker");
    };
  }
}
