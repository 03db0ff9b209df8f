package dev.hermetic.cli;

import dev.hermetic.core.Detected;
import dev.hermetic.core.Ecosystem;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What positional arguments select.
 *
 * @param source the source tree
 * @param inputs what to prefetch in it
 * @param notes what the user should know about how the arguments were understood
 * @param warnings what was accepted without effect
 */
record Selection(
    Path source, List<PackageInput> inputs, List<String> notes, List<String> warnings) {
  private static final long MAX_BYTES = 1 << 20;

  /** One input given in Hermeto's grammar; a directory is no input there. */
  static Selection ofPackage(String argument, Path source, ProcessContext process) {
    InputGrammar.Inputs inputs = InputGrammar.parse(text(argument, Set.of(), process));
    return new Selection(source, inputs.packages(), List.of(), flagWarnings(inputs.flags()));
  }

  /**
   * Arguments that are ecosystems, JSON, files that hold either, or the directory of the project;
   * without inputs the lockfiles of the directory are looked for.
   *
   * @param sourceOption what {@code --source} says
   */
  static Selection of(
      List<String> arguments,
      @Nullable String sourceOption,
      ProcessContext process,
      Prefetch prefetch) {
    Set<String> ecosystems =
        prefetch.ecosystems().stream().map(Ecosystem::id).collect(Collectors.toSet());
    @Nullable Path directory = null;
    List<PackageInput> inputs = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (String argument : arguments) {
      if (isDirectory(argument, ecosystems, process)) {
        if (directory != null || sourceOption != null) {
          throw InputException.of(
              "input.two-sources",
              argument + " is a second source directory",
              "run hermetic once per directory");
        }
        directory = process.path(argument);
      } else {
        InputGrammar.Inputs parsed = InputGrammar.parse(text(argument, ecosystems, process));
        inputs.addAll(parsed.packages());
        warnings.addAll(flagWarnings(parsed.flags()));
      }
    }
    Path source =
        directory != null ? directory : process.path(sourceOption == null ? "." : sourceOption);
    return inputs.isEmpty()
        ? detected(source, prefetch)
        : new Selection(source, inputs, List.of(), warnings);
  }

  private static Selection detected(Path source, Prefetch prefetch) {
    List<Detected> found =
        prefetch.detect(source).stream()
            .filter(file -> file.kind() == Detected.Kind.LOCKFILE)
            .toList();
    if (found.isEmpty()) {
      List<String> files = prefetch.ecosystems().stream().flatMap(e -> e.files().stream()).toList();
      throw InputException.of(
          "input.nothing-found",
          source + " holds no lockfile that is known here",
          "name what to fetch: hermetic prefetch ECOSYSTEM",
          "name a directory with one of: " + String.join(", ", files));
    }
    List<String> notes = found.stream().map(file -> "found " + file).toList();
    List<PackageInput> inputs = found.stream().map(Detected::input).toList();
    return new Selection(source, inputs, notes, List.of());
  }

  /** An ecosystem's name wins over a directory of that name, which can be written as ./id. */
  private static boolean isDirectory(
      String argument, Set<String> ecosystems, ProcessContext process) {
    if (InputGrammar.isJson(argument) || ecosystems.contains(argument)) {
      return false;
    }
    return Files.isDirectory(process.path(argument));
  }

  private static String text(String argument, Set<String> ecosystems, ProcessContext process) {
    if (InputGrammar.isJson(argument) || ecosystems.contains(argument)) {
      return argument;
    }
    Path file = process.path(argument);
    if (!Files.isRegularFile(file)) {
      return argument;
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw InputException.of(
            "input.grammar",
            argument + " is larger than " + MAX_BYTES + " bytes",
            "check the name");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw InputException.of(
          "input.grammar", argument + " cannot be read as UTF-8 text", "check the file");
    }
  }

  private static List<String> flagWarnings(List<String> flags) {
    return flags.stream().map(flag -> "the flag " + flag + " has no effect").toList();
  }
}
