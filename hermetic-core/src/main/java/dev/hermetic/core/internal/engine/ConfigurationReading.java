package dev.hermetic.core.internal.engine;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.discovery.Providers;
import dev.hermetic.core.internal.host.InstalledProgram;
import dev.hermetic.core.spi.ClientConfiguration;
import dev.hermetic.core.spi.ConfigurationContext;
import dev.hermetic.core.spi.Configured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Has the configurations of the clients read that a run is about. */
final class ConfigurationReading {
  /**
   * What a configuration is read for.
   *
   * @param locking whether a lockfile is to be made
   * @param hermetoInputs whether inputs are meant as Hermeto understands them
   */
  record Purpose(
      SourceTree source, List<PackageInput> inputs, boolean locking, boolean hermetoInputs) {}

  private final EngineSettings settings;
  private final Providers providers;
  private final Diagnostics diagnostics;

  ConfigurationReading(EngineSettings settings, Providers providers, Diagnostics diagnostics) {
    this.settings = settings;
    this.providers = providers;
    this.diagnostics = diagnostics;
  }

  /**
   * Reads them; without a host context nothing is read.
   *
   * @throws HermeticException when a configuration is there and cannot be used
   */
  RunConfiguration read(Purpose purpose, ProgressListener listener) throws InterruptedException {
    Map<String, Configured> read = new TreeMap<>();
    HostContext host = settings.host;
    if (host != null) {
      Map<String, List<PackageInput>> inputs = new TreeMap<>();
      purpose
          .inputs()
          .forEach(i -> inputs.computeIfAbsent(i.ecosystem(), e -> new ArrayList<>()).add(i));
      for (Map.Entry<String, List<PackageInput>> one : inputs.entrySet()) {
        Optional<ClientConfiguration> reader = providers.configuration(one.getKey());
        if (reader.isPresent()) {
          read.put(one.getKey(), read(reader.get(), host, context(purpose, one.getValue(), host)));
        }
      }
    }
    return new RunConfiguration(settings, read, listener);
  }

  private static Configured read(
      ClientConfiguration reader, HostContext host, ConfigurationContext context)
      throws InterruptedException {
    try {
      return reader.read(host, context);
    } catch (HermeticException known) {
      throw known;
    } catch (IOException unreadable) {
      throw InputException.builder("input.configuration")
          .subject(reader.ecosystem())
          .message(
              reader.ecosystem() + ": its client's configuration cannot be read: " + unreadable)
          .cause(unreadable)
          .build();
    } catch (RuntimeException fault) {
      String ecosystem = reader.ecosystem();
      throw Failures.ofPlugin(ecosystem, ecosystem + ": reading its configuration failed", fault);
    }
  }

  private ConfigurationContext context(
      Purpose purpose, List<PackageInput> inputs, HostContext host) {
    return new ConfigurationContext() {
      @Override
      public SourceTree source() {
        return purpose.source();
      }

      @Override
      public List<PackageInput> inputs() {
        return List.copyOf(inputs);
      }

      @Override
      public boolean locking() {
        return purpose.locking();
      }

      @Override
      public boolean hermetoInputs() {
        return purpose.hermetoInputs();
      }

      @Override
      public Optional<String> variable(String name) {
        return settings.variables.apply(name);
      }

      @Override
      public ClientAnswer ask(List<String> command, Map<String, String> variables)
          throws InterruptedException {
        return InstalledProgram.ask(host, command, variables);
      }

      @Override
      public void report(Diagnostic finding) {
        diagnostics.add(finding);
      }
    };
  }
}
