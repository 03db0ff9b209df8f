package dev.hermetic.npm;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ClientConfiguration;
import dev.hermetic.core.spi.ConfigurationContext;
import dev.hermetic.core.spi.Configured;
import dev.hermetic.core.spi.RegistryAnswer;
import dev.hermetic.core.spi.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which registries and credentials npm itself would use for a project, from the strongest:
 * environment, the project's {@code .npmrc}, the user's, the global one, and what an installed npm
 * answers. The project's code is never run. Stateless, thread-safe.
 */
public final class NpmConfiguration implements ClientConfiguration {
  private static final int MAX_BYTES = 1 << 20;
  private static final List<String> QUESTION = List.of("npm", "config", "get", "registry");

  /** Creates the reader; done by {@link java.util.ServiceLoader}. */
  public NpmConfiguration() {}

  @Override
  public String ecosystem() {
    return NpmLayout.ECOSYSTEM;
  }

  /**
   * Reads the layers of npm's configuration.
   *
   * @throws InputException with code {@code input.npmrc} when a file cannot be used
   */
  @Override
  public Configured read(HostContext host, ConfigurationContext context) {
    List<Npmrc> layers = layers(host, context);
    Configured.Builder configured = Configured.builder();
    Set<String> plain = new TreeSet<>();
    for (Npmrc layer : layers) {
      for (String key : layer.keys()) {
        Optional<String> name = name(key);
        Optional<String> value = layer.value(key);
        if (name.isPresent() && value.isPresent()) {
          SafeUri registry = registry(value.get(), layer.origin());
          configured.registry(name.get(), registry, layer.origin());
          if (registry.scheme().equals("http")) {
            plain.add(registry.host() + ":" + registry.port());
          }
        }
      }
    }
    return configured
        .credentials(NpmCredentials.of(layers, plain))
        .askedRegistry(NpmLayout.ECOSYSTEM, String.join(" ", QUESTION), () -> ask(context))
        .build();
  }

  private static RegistryAnswer ask(ConfigurationContext context) throws InterruptedException {
    ClientAnswer answer = context.ask(QUESTION, Map.of("NO_UPDATE_NOTIFIER", "1"));
    Optional<String> text =
        answer.text().filter(registry -> !registry.isEmpty() && !registry.equals("undefined"));
    if (text.isPresent()) {
      return RegistryAnswer.of(registry(text.get(), String.join(" ", QUESTION)));
    }
    String problem = answer.problem().orElse("names no registry");
    return RegistryAnswer.none("'" + String.join(" ", QUESTION) + "' " + problem);
  }

  private static List<Npmrc> layers(HostContext host, ConfigurationContext context) {
    List<Npmrc> layers = new ArrayList<>();
    Npmrc environment = Npmrc.ofEnvironment(host.variables());
    layers.add(environment);
    Set<RelPath> directories = new TreeSet<>();
    context.inputs().stream().map(PackageInput::path).forEach(directories::add);
    directories.add(RelPath.ROOT);
    // The deepest directory first, as npm prefers the file beside the package's own manifest.
    directories.stream()
        .sorted((a, b) -> Integer.compare(depth(b), depth(a)))
        .forEach(directory -> project(directory, context).ifPresent(layers::add));
    environment
        .value("userconfig")
        .map(host::path)
        .or(() -> host.home().map(home -> home.resolve(".npmrc")))
        .flatMap(file -> file(file, host))
        .ifPresent(layers::add);
    environment
        .value("globalconfig")
        .map(host::path)
        .or(() -> host.variable("PREFIX").map(p -> host.path(p).resolve("etc/npmrc")))
        .flatMap(file -> file(file, host))
        .ifPresent(layers::add);
    return layers;
  }

  private static int depth(RelPath directory) {
    return directory.isRoot() ? 0 : directory.value().length();
  }

  private static Optional<Npmrc> project(RelPath directory, ConfigurationContext context) {
    RelPath file = directory.resolve(".npmrc");
    if (!context.source().isFile(file)) {
      return Optional.empty();
    }
    try {
      String text = SourceFile.read(context.source(), file, MAX_BYTES).text();
      return Optional.of(Npmrc.parse(file.value(), text, context::variable));
    } catch (IOException unreadable) {
      throw unreadable(file.value());
    }
  }

  private static Optional<Npmrc> file(Path file, HostContext host) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw InputException.of(
            "input.npmrc",
            host.display(file) + ": the file is larger than " + MAX_BYTES + " bytes",
            "check that it is the right file");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return Optional.of(Npmrc.parse(host.display(file), text, host::variable));
    } catch (IOException unreadable) {
      throw unreadable(file.toString());
    }
  }

  private static SafeUri registry(String text, String origin) {
    SafeUri uri = SafeUri.parse(text.endsWith("/") ? text : text + "/");
    if (uri.host().isEmpty() || !uri.scheme().matches("https?")) {
      throw InputException.of(
          "input.npmrc",
          origin + ": the registry " + uri + " is not an http or https address",
          "correct the registry, or configure the registry 'npm'");
    }
    return uri;
  }

  private static Optional<String> name(String key) {
    if (key.equals("registry")) {
      return Optional.of(NpmLayout.ECOSYSTEM);
    }
    boolean scoped = key.startsWith("@") && key.endsWith(":registry");
    return scoped
        ? Optional.of(NpmLayout.ECOSYSTEM + "/" + key.substring(0, key.length() - 9))
        : Optional.empty();
  }

  private static InputException unreadable(String file) {
    return InputException.of(
        "input.npmrc", file + ": the file cannot be read", "correct its permissions");
  }
}
