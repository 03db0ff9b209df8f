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
  private final ProcessContext process;
  private final Console console;

  EnvRun(ProcessContext process, Console console) {
    this.process = process;
    this.console = console;
  }

  /**
   * Writes it.
   *
   * @param printed the format on standard output, unless the options name one
   */
  int run(EnvOptions options, EnvFormat printed) throws IOException {
    Path output = process.path(options.directory);
    String inBuild = options.inBuild == null ? output.toString() : options.inBuild;
    Map<String, String> variables;
    try (Prefetch prefetch = Prefetch.builder().discovery(false).build()) {
      variables = prefetch.env(output, inBuild);
    }
    @Nullable String file = options.file;
    EnvFormat named = file == null ? printed : EnvFormat.forFile(file);
    String text = (options.format == null ? named : options.format).render(variables);
    if (file == null) {
      console.raw(text);
    } else {
      Files.writeString(process.path(file), text, StandardCharsets.UTF_8);
      console.note("wrote " + file);
    }
    return ExitCode.OK;
  }
}
