package dev.hermetic.cli;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which registries npm itself would use for a project, from the strongest: environment, the
 * project's {@code .npmrc}, the user's, the global one, and what an installed npm answers. The
 * project's code is never run.
 */
final class NpmRegistryDiscovery {
  /**
   * A registry and who named it.
   *
   * @param uri its address
   * @param origin the file or program, for messages
   */
  record Registry(SafeUri uri, String origin) {}

  /**
   * What was found.
   *
   * @param registries by name: {@code npm}, or {@code npm/@scope}
   * @param credentials for these and other registries
   */
  record Discovered(Map<String, Registry> registries, Credentials credentials) {}

  private static final int MAX_BYTES = 1 << 20;

  private final Surroundings surroundings;
  private final Function<String, Optional<String>> projectVariables;
  private final Supplier<Optional<String>> installedNpm;

  /**
   * Prepares the search.
   *
   * @param projectVariables what {@code ${NAME}} stands for in the project's files; those of the
   *     user may use every variable
   * @param installedNpm asks an npm for its registry
   */
  NpmRegistryDiscovery(
      Surroundings surroundings,
      Function<String, Optional<String>> projectVariables,
      Supplier<Optional<String>> installedNpm) {
    this.surroundings = surroundings;
    this.projectVariables = projectVariables;
    this.installedNpm = installedNpm;
  }

  /**
   * Looks for registries.
   *
   * @param askNpm whether an installed npm may be asked when no file names a registry
   * @throws InputException with code {@code input.npmrc} when a file cannot be read
   */
  Discovered discover(Path source, List<PackageInput> inputs, boolean askNpm) {
    List<Npmrc> layers = layers(source, inputs);
    Map<String, Registry> registries = new TreeMap<>();
    for (Npmrc layer : layers) {
      for (String key : layer.keys()) {
        name(key)
            .flatMap(name -> layer.value(key).map(uri -> Map.entry(name, uri)))
            .ifPresent(
                e -> registries.putIfAbsent(e.getKey(), registry(e.getValue(), layer.origin())));
      }
    }
    if (askNpm && !registries.containsKey("npm")) {
      installedNpm
          .get()
          .ifPresent(uri -> registries.put("npm", registry(uri, "npm config get registry")));
    }
    Set<String> plain = new TreeSet<>();
    for (Registry registry : registries.values()) {
      if (registry.uri().scheme().equals("http")) {
        plain.add(registry.uri().host() + ":" + registry.uri().port());
      }
    }
    return new Discovered(registries, NpmCredentials.of(layers, plain));
  }

  private List<Npmrc> layers(Path source, List<PackageInput> inputs) {
    List<Npmrc> layers = new ArrayList<>();
    layers.add(Npmrc.ofEnvironment(surroundings.variables()));
    Set<RelPath> directories = new TreeSet<>();
    inputs.forEach(input -> directories.add(input.path()));
    // The deepest directory first, as npm prefers the file beside the package's own manifest.
    directories.stream()
        .sorted((a, b) -> Integer.compare(b.value().length(), a.value().length()))
        .forEach(directory -> project(source, directory).ifPresent(layers::add));
    if (!directories.contains(RelPath.ROOT)) {
      project(source, RelPath.ROOT).ifPresent(layers::add);
    }
    Npmrc environment = layers.get(0);
    environment
        .value("userconfig")
        .map(surroundings::path)
        .or(() -> surroundings.home().map(home -> home.resolve(".npmrc")))
        .flatMap(this::file)
        .ifPresent(layers::add);
    environment
        .value("globalconfig")
        .map(surroundings::path)
        .or(
            () ->
                surroundings
                    .variable("PREFIX")
                    .map(p -> surroundings.named(p).resolve("etc/npmrc")))
        .flatMap(this::file)
        .ifPresent(layers::add);
    return layers;
  }

  private Optional<Npmrc> project(Path source, RelPath directory) {
    RelPath file =
        directory.equals(RelPath.ROOT) ? RelPath.of(".npmrc") : RelPath.of(directory + "/.npmrc");
    SourceTree tree = SourceTree.at(source);
    if (!tree.isFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Npmrc.parse(file.value(), tree.readText(file, MAX_BYTES), projectVariables));
    } catch (IOException unreadable) {
      throw unreadable(file.value());
    }
  }

  private Optional<Npmrc> file(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String shown =
          surroundings
              .home()
              .filter(file::startsWith)
              .map(home -> "~/" + home.relativize(file))
              .orElse(file.toString());
      return Optional.of(Npmrc.parse(shown, text, surroundings::variable));
    } catch (IOException unreadable) {
      throw unreadable(file.toString());
    }
  }

  private static Registry registry(String text, String origin) {
    SafeUri uri = SafeUri.parse(text.endsWith("/") ? text : text + "/");
    if (uri.host().isEmpty() || !uri.scheme().matches("https?")) {
      throw InputException.of(
          "input.npmrc",
          origin + ": the registry " + uri + " is no http or https address",
          "correct the registry, or give --registry npm=URL");
    }
    return new Registry(uri, origin);
  }

  private static Optional<String> name(String key) {
    if (key.equals("registry")) {
      return Optional.of("npm");
    }
    boolean scoped = key.startsWith("@") && key.endsWith(":registry");
    return scoped
        ? Optional.of("npm/" + key.substring(0, key.length() - ":registry".length()))
        : Optional.empty();
  }

  private static InputException unreadable(String file) {
    return InputException.of(
        "input.npmrc", file + ": the file cannot be read", "correct its permissions");
  }
}
