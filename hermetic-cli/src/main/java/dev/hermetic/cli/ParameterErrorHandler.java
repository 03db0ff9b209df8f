package dev.hermetic.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Tells of wrong use in one line and a hint; the whole usage would push the reason off the screen.
 * A class of its own instead of a lambda, which class data could not hold: its interface was
 * compiled for a Java older than that.
 */
final class ParameterErrorHandler implements CommandLine.IParameterExceptionHandler {
  private final boolean colours;

  ParameterErrorHandler(boolean colours) {
    this.colours = colours;
  }

  @Override
  public int handleParseException(CommandLine.ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String label = colours ? Ansi.ON.string("@|bold,red error|@:") : "error:";
    PrintWriter err = command.getErr();
    err.println(label + " " + Printed.clean(String.valueOf(failure.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("  hint: see " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }
}
