package dev.hermetic.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hermetic completion}. */
@Command(
    name = "completion",
    description = "Print a completion script: source <(hermetic completion).")
final class CompletionCommand extends Subcommand {
  /** A shell; both read the same script, zsh through its bashcompinit. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      defaultValue = "bash",
      description = "bash or zsh (default: bash).")
  private Shell shell = Shell.bash;

  @Override
  int run(Console console) {
    String script = AutoComplete.bash("hermetic", HermeticCommand.commandLine(process()));
    String head = shell == Shell.zsh ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
    console.raw(head + script);
    return ExitCode.OK;
  }
}
