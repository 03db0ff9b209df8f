package dev.hermetic.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hermetic env}. */
@Command(name = "env", description = "Print the environment variables that the build needs.")
final class EnvCommand extends Subcommand {
  @Mixin private EnvOptions options = new EnvOptions();

  @Override
  int run(Console console) throws IOException {
    boolean json = console.mode() == Console.Mode.JSON;
    return new EnvRun(process(), console).run(options, json ? EnvFormat.JSON : EnvFormat.ENV);
  }
}
