package dev.hermetic.npm;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.RegistryAnswer;
import dev.hermetic.core.spi.ResolveContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which registry serves a package, and which URLs are those of a registry.
 *
 * <p>No host is known by name. A URL has registry form when it ends in {@code
 * /<name>/-/<name>-<version>.tgz}, and it counts as a registry's when its origin is configured, is
 * the one that most URLs of the lock have, or when nothing is configured.
 */
final class Registries {
  private final ResolveContext context;
  private final Npmrc npmrc;
  private final Location npmrcLocation;
  private final String dominant;
  private RegistryAnswer answer = RegistryAnswer.none("");

  Registries(ResolveContext context, Npmrc npmrc, RelPath directory, List<LockEntry> entries) {
    this.context = context;
    this.npmrc = npmrc;
    this.npmrcLocation = Location.of(directory.resolve(".npmrc"));
    this.dominant = dominantOrigin(entries);
  }

  /** Asks npm where packages come from, when nothing says so and one of these does not either. */
  void askIfNeeded(List<LockEntry> entries) throws InterruptedException {
    boolean unstated =
        entries.stream().anyMatch(entry -> entry.form() instanceof ResolvedForm.Unstated);
    if (unstated && general().isEmpty()) {
      answer = context.askRegistry(NpmLayout.ECOSYSTEM);
    }
  }

  /** The base URL that serves a package: operator before project, scope before default. */
  Optional<String> of(String name) {
    return configured(name).findFirst();
  }

  /** The base URL that serves packages without a registry of their own scope. */
  Optional<String> general() {
    return ordered(operator(NpmLayout.ECOSYSTEM), project("")).findFirst();
  }

  private Stream<String> configured(String name) {
    String scope = PackageName.scope(name);
    Stream<String> scoped =
        scope.isEmpty() ? Stream.empty() : ordered(operator("npm/" + scope), project(scope));
    return Stream.concat(scoped, ordered(operator(NpmLayout.ECOSYSTEM), project("")));
  }

  private static Stream<String> ordered(Optional<String> operator, Optional<String> project) {
    return Stream.of(operator, project)
        .flatMap(Optional::stream)
        .map(base -> base.replaceFirst("/+$", ""));
  }

  private Optional<String> operator(String name) {
    Optional<SafeUri> known = context.registry(name);
    return (name.equals(NpmLayout.ECOSYSTEM) ? known.or(answer::uri) : known)
        .map(uri -> uri.uri().toString());
  }

  /** A value with a variable that nobody supplied is no registry, as long as none is needed. */
  private Optional<String> project(String scope) {
    Optional<String> text = npmrc.registry(scope);
    Optional<String> usable = text.filter(value -> Urls.tryParse(value).isPresent());
    usable.ifPresent(value -> Urls.parse(value, npmrcLocation, "registry"));
    return usable;
  }

  /** The URL of a tarball for which the lock has none. */
  String tarball(LockEntry entry) {
    String base = of(entry.name()).orElseThrow(() -> unknownPlace(entry));
    String file = PackageName.unscoped(entry.name()) + "-" + entry.version() + ".tgz";
    return base + "/" + entry.name() + "/-/" + file;
  }

  private LockfileException unknownPlace(LockEntry entry) {
    String asked = answer.problem().map(problem -> "; " + problem).orElse("");
    return LockfileException.of(
        "npm.no-registry",
        entry.location(),
        entry.display() + " has no resolved URL and no usable registry is configured" + asked,
        "configure the registry 'npm', or 'npm/@scope' for one scope",
        "or write registry=<url> into the project's .npmrc",
        "or create the lock with npm install --package-lock-only"
            + " --no-omit-lockfile-registry-resolved");
  }

  /** Whether the tarball of an entry comes from a registry. */
  boolean serves(LockEntry entry, SafeUri url) {
    if (!Urls.hasRegistryForm(url, entry.name(), entry.version())) {
      return false;
    }
    List<String> bases = configured(entry.name()).toList();
    return bases.isEmpty()
        || url.origin().equals(dominant)
        || bases.stream().anyMatch(base -> SafeUri.parse(base).origin().equals(url.origin()));
  }

  private static String dominantOrigin(List<LockEntry> entries) {
    Map<String, Integer> counts = new HashMap<>();
    for (LockEntry entry : entries) {
      if (entry.form() instanceof ResolvedForm.Tarball tarball) {
        Urls.tryParse(tarball.url())
            .filter(url -> Urls.hasRegistryForm(url, entry.name(), entry.version()))
            .ifPresent(url -> counts.merge(url.origin(), 1, Integer::sum));
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
