package dev.hermetic.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hermetic generate-env}: Hermeto's command of that name. */
@Command(name = "generate-env", description = "As Hermeto's generate-env.")
final class GenerateEnvCommand extends Subcommand {
  @Parameters(paramLabel = "OUT", description = "The output of fetch-deps.")
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
      description = "json or env (default: by the file's name, else json).")
  private @Nullable EnvFormat format;

  @Override
  int run(Console console) throws IOException {
    return new EnvRun(surroundings(), console).run(directory, inBuild, file, format);
  }
}
