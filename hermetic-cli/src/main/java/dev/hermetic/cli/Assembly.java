package dev.hermetic.cli;

import dev.hermetic.core.HostContext;
import dev.hermetic.core.Prefetch;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Prefetch} together from options, settings and the process. */
final class Assembly {
  private final HermeticCommand root;
  private final ProcessContext process;
  private final Console console;
  private final RunOptions options;

  Assembly(HermeticCommand root, Console console, RunOptions options) {
    this.root = root;
    this.process = root.process();
    this.console = console;
    this.options = options;
  }

  /** A prefetcher that reads the configuration of the clients of this machine, too. */
  Prefetch prefetch() {
    Settings settings = Settings.read(root.configFile(), process);
    warnOfForeignSettings();
    Prefetch.Builder builder =
        Prefetch.builder()
            .store(options.store.directory(process))
            .host(host())
            .http(options.network.http(process, settings))
            .locatorRules(options.network.locatorRules())
            .credentials(options.network.credentials(process))
            .variables(
                new ProjectVariables(process, options.network.allowedVariables(), this::refused));
    options.network.registries().forEach(builder::registry);
    @Nullable ClassLoader plugins = Plugins.loader(root.plugins(), process);
    if (plugins != null) {
      builder.classLoader(plugins);
    }
    return builder.build();
  }

  private HostContext host() {
    return HostContext.builder(process.directory())
        .variables(process.variables())
        .askInstalledClients(true)
        .credentials(options.network.credentialsOfUser(process))
        .build();
  }

  private void refused(String variable) {
    console.warning(
        "a file of the project asks for the variable " + variable + ", which it is not given");
    console.note("  hint: if you trust the project, add --allow-variable " + variable);
  }

  /** A setting of Hermeto that redirects traffic must not be dropped in silence. */
  private void warnOfForeignSettings() {
    process.variables().keySet().stream()
        .filter(name -> name.matches("(?i)HERMETO_[A-Z]+__PROXY_(URL|LOGIN|PASSWORD)"))
        .forEach(name -> console.warning(name + " has no effect; use --registry or --rewrite"));
  }
}
