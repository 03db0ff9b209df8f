package dev.hermetic.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hermetic env}. */
@Command(name = "env", description = "Print the environment variables that the build needs.")
final class EnvCommand extends Subcommand {
  @Parameters(paramLabel = "OUT", description = "The output of prefetch.")
  private String directory = "";

  @Option(
      names = "--for-output-dir",
      paramLabel = "PATH",
      description = "Where the build will see OUT (default: where it is).")
  private @Nullable String inBuild;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file (default: standard output).")
  private @Nullable String file;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description =
          "env, sh, json, properties, github or dockerfile (default: by the file's name, else env).")
  private @Nullable EnvFormat format;

  @Override
  int run(Console console) throws IOException {
    EnvFormat chosen = format == null && file == null ? printed(console) : format;
    return new EnvRun(surroundings(), console).run(directory, inBuild, file, chosen);
  }

  private static EnvFormat printed(Console console) {
    return console.mode() == Console.Mode.JSON ? EnvFormat.JSON : EnvFormat.ENV;
  }
}
