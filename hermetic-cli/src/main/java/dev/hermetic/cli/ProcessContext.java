package dev.hermetic.cli;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.InputException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of the process that a command may use, so that tests can run commands side by side.
 *
 * @param variables the environment
 * @param directory the working directory, absolute
 * @param out standard output
 * @param err standard error
 * @param terminal whether standard error is a terminal
 * @param cancellation cancelled by a signal
 */
record ProcessContext(
    Map<String, String> variables,
    Path directory,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    CancellationToken cancellation) {

  /** A variable; one that is set to the empty text counts as unset. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The home directory.
   *
   * @throws InputException with code {@code input.file-names}
   */
  Optional<Path> home() {
    return variable("HOME").map(this::named).filter(Path::isAbsolute);
  }

  /**
   * A path as the user wrote it, seen from the working directory.
   *
   * @throws InputException with code {@code input.file-names} when this process cannot name it
   */
  Path path(String text) {
    return directory.resolve(named(text)).normalize();
  }

  /** A path as the user wrote it, relative where it is. */
  Path named(String text) {
    try {
      return directory.getFileSystem().getPath(text);
    } catch (InvalidPathException unnameable) {
      throw InputException.of(
          "input.file-names",
          "'"
              + Printed.clean(text)
              + "' cannot be the name of a file in this process: "
              + unnameable.getReason(),
          "set a UTF-8 locale, for example LC_ALL=C.UTF-8, if the name is right");
    }
  }

  /** How a path is shown to the user: relative below the working directory. */
  String display(Path path) {
    if (path.equals(directory)) {
      return ".";
    }
    return path.startsWith(directory) ? "./" + directory.relativize(path) : path.toString();
  }
}
