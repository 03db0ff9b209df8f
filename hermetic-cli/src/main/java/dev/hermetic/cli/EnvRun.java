package dev.hermetic.cli;

import dev.hermetic.core.Prefetch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the environment of an output, as both {@code env} and {@code generate-env} do it. */
final class EnvRun {
  private final Surroundings surroundings;
  private final Console console;

  EnvRun(Surroundings surroundings, Console console) {
    this.surroundings = surroundings;
    this.console = console;
  }

  /**
   * Writes it.
   *
   * @param directory the output of a prefetch
   * @param inBuild its path in the build, {@code null} for where it lies now
   * @param file the file to write, {@code null} for standard output
   * @param format the format, {@code null} to choose by the file's name
   */
  int run(
      String directory, @Nullable String inBuild, @Nullable String file, @Nullable EnvFormat format)
      throws IOException {
    Path output = surroundings.path(directory);
    Map<String, String> variables;
    try (Prefetch prefetch = Prefetch.builder().discovery(false).build()) {
      variables = prefetch.env(output, inBuild == null ? output.toString() : inBuild);
    }
    EnvFormat chosen = format != null ? format : EnvFormat.forFile(file == null ? "" : file);
    String text = chosen.render(variables);
    if (file == null) {
      console.raw(text);
    } else {
      Files.writeString(surroundings.path(file), text, StandardCharsets.UTF_8);
      console.note("wrote " + file);
    }
    return ExitCode.OK;
  }
}
