package dev.hermetic.core.spi;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the configuration of a client is read for. Not for implementation. */
public interface ConfigurationContext {
  /** The project. */
  SourceTree source();

  /** The inputs of this ecosystem. */
  List<PackageInput> inputs();

  /** Whether a lockfile is to be made, and not read. */
  boolean locking();

  /** Whether the inputs are meant as Hermeto understands them, where it has other defaults. */
  boolean hermetoInputs();

  /**
   * The value of a variable that a file of the project refers to, supplied by the caller; files of
   * the user may refer to all variables of the host.
   *
   * @return empty when the caller knows none or does not allow it
   */
  Optional<String> variable(String name);

  /**
   * Asks an installed client, where the caller allows it. It runs in the user's home directory and
   * never in the project, whose configuration could make it run the project's code; with the
   * variables of the host, without standard input, and for the patience of the host at most.
   *
   * @param command the program, which is looked for in {@code PATH}, and its arguments
   * @param variables variables that it gets in addition
   * @throws InterruptedException when the thread is interrupted; the program is ended then
   */
  ClientAnswer ask(List<String> command, Map<String, String> variables) throws InterruptedException;

  /** Reports a finding that is not a failure. */
  void report(Diagnostic finding);
}
