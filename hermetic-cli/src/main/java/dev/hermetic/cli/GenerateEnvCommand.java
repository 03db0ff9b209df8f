package dev.hermetic.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hermetic generate-env}: Hermeto's command of that name. */
@Command(name = "generate-env", description = "As Hermeto's generate-env.")
final class GenerateEnvCommand extends Subcommand {
  @Mixin private EnvOptions options = new EnvOptions();

  @Override
  int run(Console console) throws IOException {
    return new EnvRun(process(), console).run(options, EnvFormat.JSON);
  }
}
