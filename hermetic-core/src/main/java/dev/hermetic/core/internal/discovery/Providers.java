package dev.hermetic.core.internal.discovery;

import dev.hermetic.core.ProviderException;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.ClientConfiguration;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.spi.LockfileDetector;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.core.spi.Verifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All providers of an engine: registered explicitly or discovered. Immutable. */
public final class Providers {
  /** A resolver and the layout of the same ecosystem. */
  public record Ecosystem(Resolver resolver, CacheLayout layout) {}

  private static final Pattern ECOSYSTEM = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
  private static final Pattern EVIDENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Set<Fetcher> explicitFetchers;
  private final Registry<Resolver> resolvers;
  private final Registry<CacheLayout> layouts;
  private final Registry<Locker> lockers;
  private final Registry<LockfileDetector> detectors;
  private final Registry<ClientConfiguration> configurations;
  private final Registry<Fetcher> fetchers;
  private final Registry<Verifier> verifiers;

  private Providers(Registered explicit, List<ClassLoader> loaders) {
    resolvers = ecosystem(Resolver.class, Resolver::ecosystem, explicit, loaders);
    layouts = ecosystem(CacheLayout.class, CacheLayout::ecosystem, explicit, loaders);
    lockers = ecosystem(Locker.class, Locker::ecosystem, explicit, loaders);
    detectors = ecosystem(LockfileDetector.class, LockfileDetector::ecosystem, explicit, loaders);
    configurations =
        ecosystem(ClientConfiguration.class, ClientConfiguration::ecosystem, explicit, loaders);
    fetchers =
        Registry.of(
            "scheme",
            SCHEME,
            Fetcher::schemes,
            explicit.of(Fetcher.class),
            Discovery.of(Fetcher.class, loaders));
    verifiers =
        Registry.of(
            "kind of evidence",
            EVIDENCE,
            verifier -> List.of(verifier.id()),
            explicit.of(Verifier.class),
            Discovery.of(Verifier.class, loaders));
    Set<Fetcher> given = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    given.addAll(explicit.of(Fetcher.class));
    explicitFetchers = given;
  }

  private static <T> Registry<T> ecosystem(
      Class<T> service, Function<T, String> id, Registered explicit, List<ClassLoader> loaders) {
    return Registry.of(
        "ecosystem",
        ECOSYSTEM,
        provider -> List.of(id.apply(provider)),
        explicit.of(service),
        Discovery.of(service, loaders));
  }

  /**
   * Loads all providers now, on this thread.
   *
   * @param discovery whether to look for providers at all
   * @param loader where to look, {@code null} for the default places
   * @throws ProviderException when providers are duplicated
   */
  public static Providers load(
      Registered explicit, boolean discovery, @Nullable ClassLoader loader) {
    return new Providers(explicit, discovery ? Discovery.loaders(loader) : List.of());
  }

  /** The ids that have a resolver and a layout. */
  public SortedSet<String> ecosystems() {
    SortedSet<String> ids = new TreeSet<>(resolvers.all().keySet());
    ids.retainAll(layouts.all().keySet());
    return ids;
  }

  /**
   * The pair of an ecosystem.
   *
   * @throws ProviderException with code {@code provider.missing}, {@code provider.incomplete} or
   *     {@code provider.broken}
   */
  public Ecosystem ecosystem(String id) {
    Optional<Resolver> resolver = resolvers.find(id);
    Optional<CacheLayout> layout = layouts.find(id);
    if (resolver.isPresent() && layout.isPresent()) {
      return new Ecosystem(resolver.get(), layout.get());
    }
    List<ProviderException> suspects = new ArrayList<>(resolvers.broken());
    suspects.addAll(layouts.broken());
    if (!suspects.isEmpty()) {
      throw broken(id, suspects);
    }
    if (resolver.isEmpty() && layout.isEmpty()) {
      throw missing(id, "ecosystem", ecosystems());
    }
    Object half = resolver.isPresent() ? resolver.get() : layout.get();
    throw ProviderException.builder("provider.incomplete")
        .subject(id)
        .message(
            id
                + ": there is a "
                + (resolver.isPresent() ? "resolver but no layout" : "layout but no resolver")
                + ": "
                + Discovery.describe(half))
        .explanation(mergedJar())
        .hints(
            "register both with META-INF/services or the builder",
            "if the jars were merged into one, merge their META-INF/services, too: maven-shade needs"
                + " its ServicesResourceTransformer")
        .build();
  }

  /**
   * The locker of an ecosystem.
   *
   * @throws ProviderException with code {@code provider.missing} or {@code provider.broken}
   */
  public Locker locker(String id) {
    Optional<Locker> locker = lockers.find(id);
    if (locker.isEmpty() && !lockers.broken().isEmpty()) {
      throw broken(id, lockers.broken());
    }
    return locker.orElseThrow(() -> missing(id, "locker", new TreeSet<>(lockers.all().keySet())));
  }

  /**
   * The detectors, in the order of the ids of their ecosystems.
   *
   * @throws ProviderException with code {@code provider.broken} when one cannot be loaded: what it
   *     would find would be passed over in silence
   */
  public List<LockfileDetector> detectors() {
    if (!detectors.broken().isEmpty()) {
      throw detectors.broken().get(0);
    }
    return List.copyOf(detectors.all().values());
  }

  /**
   * What reads the configuration of an ecosystem's client; empty when nothing does.
   *
   * @throws ProviderException with code {@code provider.broken} when it may be one that cannot be
   *     loaded
   */
  public Optional<ClientConfiguration> configuration(String id) {
    Optional<ClientConfiguration> found = configurations.find(id);
    if (found.isEmpty() && !configurations.broken().isEmpty()) {
      throw broken(id, configurations.broken());
    }
    return found;
  }

  /** The ecosystems that can be prefetched, sorted by id. */
  public List<dev.hermetic.core.Ecosystem> described() {
    List<dev.hermetic.core.Ecosystem> described = new ArrayList<>();
    for (String id : ecosystems()) {
      List<String> files = detectors.find(id).map(LockfileDetector::fileNames).orElse(List.of());
      String provider = resolvers.find(id).map(Discovery::describe).orElse("");
      boolean canLock = lockers.find(id).isPresent();
      described.add(dev.hermetic.core.Ecosystem.of(id, files, canLock, provider));
    }
    return described;
  }

  /** Fetchers by scheme, discovered ones included. */
  public Map<String, Fetcher> fetchers() {
    return fetchers.all();
  }

  /** Whether the caller registered this very fetcher, and so closes it. */
  public boolean isExplicit(Fetcher fetcher) {
    return explicitFetchers.contains(fetcher);
  }

  /**
   * All verifiers, in the order of their ids.
   *
   * @throws ProviderException with code {@code provider.broken} when one cannot be loaded: a check
   *     that silently disappears would be worse than a run that fails
   */
  public List<Verifier> verifiers() {
    if (!verifiers.broken().isEmpty()) {
      throw verifiers.broken().get(0);
    }
    return List.copyOf(verifiers.all().values());
  }

  private static ProviderException broken(String id, List<ProviderException> suspects) {
    ProviderException failure =
        ProviderException.builder("provider.broken")
            .subject(id)
            .message(id + ": no provider is usable; " + suspects.get(0).getMessage())
            .cause(suspects.get(0))
            .hints("update or remove the plugin that is named here")
            .build();
    suspects.stream().skip(1).forEach(failure::addSuppressed);
    return failure;
  }

  private ProviderException missing(String id, String kind, SortedSet<String> known) {
    return ProviderException.builder("provider.missing")
        .subject(id)
        .message(
            id
                + ": there is no such "
                + kind
                + "; known: "
                + (known.isEmpty() ? "none" : String.join(", ", known)))
        .explanation(mergedJar())
        .hints(
            "add the module of this ecosystem to the class path or module path",
            "if the jars were merged into one, merge their META-INF/services, too: maven-shade needs"
                + " its ServicesResourceTransformer")
        .build();
  }

  /** Why a provider may be lost: jars that were merged into one, as maven-shade does it. */
  private List<String> mergedJar() {
    Set<Object> found = new LinkedHashSet<>(resolvers.all().values());
    found.addAll(layouts.all().values());
    return found.stream()
        .map(Discovery::place)
        .filter(place -> !place.isEmpty() && place.equals(Discovery.place(this)))
        .findFirst()
        .map(
            place ->
                List.of(
                    place + " holds this library and its ecosystems, merged from several jars;",
                    "of their META-INF/services it may have kept those of one jar only"))
        .orElse(List.of());
  }
}
