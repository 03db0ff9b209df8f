package dev.hermetic.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hermetic inject}. */
@Command(
    name = "inject",
    description = "Write the project files that make the build use a prefetched output.")
final class InjectCommand extends Subcommand {
  @Parameters(paramLabel = "OUT", description = "The output of prefetch.")
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
    return new InjectRun(surroundings(), console).run("inject", directory, inBuild, source);
  }
}
