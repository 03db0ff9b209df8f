package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  static Selection ofPackage(String argument, Path source, Surroundings surroundings) {
    InputGrammar.Inputs inputs = InputGrammar.parse(text(argument, surroundings));
    return new Selection(source, inputs.packages(), List.of(), flagWarnings(inputs.flags()));
  }

  /**
   * Arguments that are ecosystems, JSON, files that hold either, or the directory of the project;
   * without inputs the lockfiles of the directory are looked for.
   *
   * @param sourceOption what {@code --source} says
   */
  static Selection of(
      List<String> arguments, @Nullable String sourceOption, Surroundings surroundings) {
    @Nullable Path directory = null;
    List<PackageInput> inputs = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (String argument : arguments) {
      if (isDirectory(argument, surroundings)) {
        if (directory != null || sourceOption != null) {
          throw InputException.of(
              "input.two-sources",
              argument + " is a second source directory",
              "run hermetic once per directory");
        }
        directory = surroundings.path(argument);
      } else {
        InputGrammar.Inputs parsed = InputGrammar.parse(text(argument, surroundings));
        inputs.addAll(parsed.packages());
        warnings.addAll(flagWarnings(parsed.flags()));
      }
    }
    Path source =
        directory != null
            ? directory
            : surroundings.path(sourceOption == null ? "." : sourceOption);
    return inputs.isEmpty() ? detected(source) : new Selection(source, inputs, List.of(), warnings);
  }

  private static Selection detected(Path source) {
    List<LockfileDetection.Found> found = LockfileDetection.in(source);
    List<String> notes =
        found.stream().map(f -> "found " + f.file() + " (" + f.ecosystem() + ")").toList();
    List<PackageInput> inputs = found.stream().map(LockfileDetection.Found::input).toList();
    return new Selection(source, inputs, notes, List.of());
  }

  /** An ecosystem's name wins over a directory of that name, which can be written as ./npm. */
  private static boolean isDirectory(String argument, Surroundings surroundings) {
    if (InputGrammar.isJson(argument) || LockfileDetection.knows(argument)) {
      return false;
    }
    return Files.isDirectory(surroundings.path(argument));
  }

  private static String text(String argument, Surroundings surroundings) {
    if (InputGrammar.isJson(argument) || LockfileDetection.knows(argument)) {
      return argument;
    }
    Path file = surroundings.path(argument);
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
