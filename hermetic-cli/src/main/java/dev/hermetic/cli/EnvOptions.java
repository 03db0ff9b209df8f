package dev.hermetic.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code env} and {@code generate-env} can be told. */
final class EnvOptions {
  @Parameters(paramLabel = "OUT", description = "The output of a prefetch.")
  String directory = "";

  @Option(
      names = "--for-output-dir",
      paramLabel = "PATH",
      description = "Where the build will see OUT (default: where it is).")
  @Nullable String inBuild;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file (default: standard output).")
  @Nullable String file;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description =
          "env, sh, json, properties, github or dockerfile (default: by the name of FILE; without"
              + " one env, or json with generate-env).")
  @Nullable EnvFormat format;
}
