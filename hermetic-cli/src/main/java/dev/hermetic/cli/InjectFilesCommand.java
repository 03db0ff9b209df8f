package dev.hermetic.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hermetic inject-files}: Hermeto's command of that name. */
@Command(name = "inject-files", description = "As Hermeto's inject-files.")
final class InjectFilesCommand extends Subcommand {
  @Parameters(paramLabel = "OUT", description = "The output of fetch-deps.")
  private String directory = "";

  @Option(
      names = "--for-output-dir",
      paramLabel = "PATH",
      description = "Where the build will see OUT (default: where it is).")
  private @Nullable String inBuild;

  @Option(
      names = "--source",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The project's directory (default: .).")
  private String source = ".";

  @Override
  int run(Console console) {
    return new InjectRun(surroundings(), console).run("inject-files", directory, inBuild, source);
  }
}
