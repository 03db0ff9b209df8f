package dev.hermetic.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hermetic inject-files}: Hermeto's command of that name. */
@Command(name = "inject-files", description = "As Hermeto's inject-files.")
final class InjectFilesCommand extends Subcommand {
  @Mixin private InjectOptions options = new InjectOptions();

  @Override
  int run(Console console) {
    return new InjectRun(process(), console).run("inject-files", options);
  }
}
