package dev.hermetic.testkit;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.ConfigurationContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client's configuration is read for, in a test. For one thread. */
public final class FakeConfigurationContext implements ConfigurationContext {
  private final SourceTree source;
  private final List<PackageInput> inputs;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, ClientAnswer> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Diagnostic> reported = new ArrayList<>();
  private boolean locking;
  private boolean hermetoInputs;

  /** A context over a source tree. */
  public FakeConfigurationContext(Path directory, PackageInput... inputs) {
    this.source = SourceTree.at(directory);
    this.inputs = List.of(inputs);
  }

  /** Lets files of the project use a variable. */
  public FakeConfigurationContext variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Makes it about a lockfile that is to be made. */
  public FakeConfigurationContext toLock() {
    locking = true;
    return this;
  }

  /** Makes the inputs those of Hermeto. */
  public FakeConfigurationContext ofHermeto() {
    hermetoInputs = true;
    return this;
  }

  /** Lets an installed client answer a command, {@code npm config get registry}. */
  public FakeConfigurationContext client(String command, ClientAnswer answer) {
    answers.put(command, answer);
    return this;
  }

  /** The variables that files of the project asked for. */
  public List<String> asked() {
    return asked;
  }

  /** What was reported. */
  public List<Diagnostic> reported() {
    return reported;
  }

  @Override
  public SourceTree source() {
    return source;
  }

  @Override
  public List<PackageInput> inputs() {
    return inputs;
  }

  @Override
  public boolean locking() {
    return locking;
  }

  @Override
  public boolean hermetoInputs() {
    return hermetoInputs;
  }

  @Override
  public Optional<String> variable(String name) {
    asked.add(name);
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public ClientAnswer ask(List<String> command, Map<String, String> more) {
    return answers.getOrDefault(String.join(" ", command), ClientAnswer.none("is not installed"));
  }

  @Override
  public void report(Diagnostic finding) {
    reported.add(finding);
  }
}
