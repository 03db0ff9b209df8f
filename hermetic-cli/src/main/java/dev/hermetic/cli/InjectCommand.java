package dev.hermetic.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hermetic inject}. */
@Command(
    name = "inject",
    description = "Write the project files that make the build use a prefetched output.")
final class InjectCommand extends Subcommand {
  @Mixin private InjectOptions options = new InjectOptions();

  @Override
  int run(Console console) {
    return new InjectRun(process(), console).run("inject", options);
  }
}
