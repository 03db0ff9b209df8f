package dev.hermetic.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code inject} and {@code inject-files} can be told. */
final class InjectOptions {
  @Parameters(paramLabel = "OUT", description = "The output of a prefetch.")
  String directory = "";

  @Option(
      names = "--for-output-dir",
      paramLabel = "PATH",
      description = "Where the build will see OUT (default: where it is).")
  @Nullable String inBuild;

  @Option(
      names = "--source",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The project's directory (default: .).")
  String source = ".";
}
