package dev.hermetic.core.spi;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.SourceTree;
import java.util.List;
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

  /** Reports a finding that is not a failure. */
  void report(Diagnostic finding);
}
