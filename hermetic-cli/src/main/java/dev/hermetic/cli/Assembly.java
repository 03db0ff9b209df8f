package dev.hermetic.cli;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.SafeUri;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Prefetch} together from options, settings and the surroundings. */
final class Assembly {
  private final Surroundings surroundings;
  private final Console console;
  private final RunOptions options;
  private final @Nullable String configFile;

  Assembly(HermeticCommand root, Console console, RunOptions options) {
    this.surroundings = root.surroundings();
    this.console = console;
    this.options = options;
    this.configFile = root.configFile();
  }

  /** A prefetcher for these inputs. */
  Prefetch prefetch(Path source, List<PackageInput> inputs) {
    return prefetch(source, inputs, PipLockGlance.mayNeedIndex(source, of("pip", inputs)));
  }

  /** The same to write the lockfile of an input, for which its index is always asked. */
  Prefetch locking(Path source, PackageInput input) {
    return prefetch(source, List.of(input), true);
  }

  private static List<PackageInput> of(String ecosystem, List<PackageInput> inputs) {
    return inputs.stream().filter(input -> input.ecosystem().equals(ecosystem)).toList();
  }

  private Prefetch prefetch(Path source, List<PackageInput> inputs, boolean pipIndex) {
    ProjectVariables variables =
        new ProjectVariables(surroundings, options.network.allowedVariables(), this::refused);
    Settings settings = Settings.read(configFile, surroundings);
    warnOfForeignSettings();
    Map<String, SafeUri> registries = new TreeMap<>(options.network.registries());
    Credentials credentials = options.network.netrc(surroundings);
    List<PackageInput> npm = of("npm", inputs);
    if (!npm.isEmpty()) {
      NpmRegistryDiscovery.Discovered found = discover(source, npm, registries, variables);
      credentials = found.credentials().orElse(credentials);
    }
    if (pipIndex && !of("pip", inputs).isEmpty()) {
      credentials = indexes(registries).orElse(credentials);
    }
    Prefetch.Builder builder =
        Prefetch.builder()
            .store(options.store.directory(surroundings))
            .http(http(source, inputs, settings))
            .locatorRules(options.network.locatorRules())
            .credentials(credentials)
            .variables(variables);
    registries.forEach(builder::registry);
    return builder.build();
  }

  private HttpSettings http(Path source, List<PackageInput> inputs, Settings settings) {
    HttpSettings.Builder fromInputs = HttpSettings.builder();
    new RpmCertificates(source, surroundings::path).apply(inputs, fromInputs);
    HttpSettings.Builder http = options.network.httpBuilder(surroundings, settings);
    HttpSettings given = http.build();
    HttpSettings asked = fromInputs.build();
    // What the operator says on the command line wins over what an input says.
    asked.caBundle().filter(file -> given.caBundle().isEmpty()).ifPresent(http::caBundle);
    asked
        .clientCertificates()
        .forEach(
            (host, pair) -> {
              if (!given.clientCertificates().containsKey(host)) {
                http.clientCertificate(host, pair);
              }
            });
    return http.build();
  }

  private NpmRegistryDiscovery.Discovered discover(
      Path source,
      List<PackageInput> npm,
      Map<String, SafeUri> registries,
      ProjectVariables variables) {
    Supplier<Optional<String>> installed = new InstalledNpm(surroundings);
    boolean ask = !registries.containsKey("npm") && NpmLockGlance.mayNeedRegistry(source, npm);
    NpmRegistryDiscovery.Discovered found =
        new NpmRegistryDiscovery(surroundings, variables, installed).discover(source, npm, ask);
    found
        .registries()
        .forEach((name, registry) -> add(registries, name, registry.uri(), registry.origin()));
    return found;
  }

  private void refused(String variable) {
    console.warning(
        "a file of the project asks for the variable " + variable + ", which it is not given");
    console.note("  hint: if you trust the project, add --allow-variable " + variable);
  }

  private Credentials indexes(Map<String, SafeUri> registries) {
    PipIndexDiscovery.Discovered found =
        new PipIndexDiscovery(
                surroundings, Path.of("/etc/pip.conf"), new InstalledPip(surroundings))
            .discover(!registries.containsKey("pip"));
    // Further indexes belong to the index beside which they are configured.
    if (!registries.containsKey("pip")) {
      found.indexes().forEach((name, index) -> add(registries, name, index.uri(), index.origin()));
    }
    return found.credentials();
  }

  private void add(Map<String, SafeUri> registries, String name, SafeUri uri, String origin) {
    if (registries.putIfAbsent(name, uri) == null) {
      console.note(name + " registry: " + uri + " (from " + origin + ")");
    }
  }

  /** A setting of Hermeto that redirects traffic must not be dropped in silence. */
  private void warnOfForeignSettings() {
    surroundings.variables().keySet().stream()
        .filter(name -> name.matches("(?i)HERMETO_[A-Z]+__PROXY_(URL|LOGIN|PASSWORD)"))
        .forEach(name -> console.warning(name + " has no effect; use --registry or --rewrite"));
  }
}
