package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.store.ContentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a builder collected; a plain carrier between {@link dev.hermetic.core.Prefetch.Builder} and
 * {@link Engine}.
 */
public final class EngineSettings {
  public @Nullable Path storeDirectory;
  public @Nullable ContentStore store;
  public boolean discovery = true;
  public @Nullable ClassLoader classLoader;
  public final List<Resolver> resolvers = new ArrayList<>();
  public final List<CacheLayout> layouts = new ArrayList<>();
  public final List<Locker> lockers = new ArrayList<>();
  public final List<Fetcher> fetchers = new ArrayList<>();
  public final List<Verifier> verifiers = new ArrayList<>();
  public HttpSettings http = HttpSettings.defaults();
  public Credentials credentials = Credentials.none();
  public LocatorRules locatorRules = LocatorRules.none();
  public final Map<String, SafeUri> registries = new TreeMap<>();
  public Function<String, Optional<String>> variables = name -> Optional.empty();
  public @Nullable ExecutorService executor;

  /** A copy that later calls of the builder do not change. */
  public EngineSettings copy() {
    EngineSettings copy = new EngineSettings();
    copy.storeDirectory = storeDirectory;
    copy.store = store;
    copy.discovery = discovery;
    copy.classLoader = classLoader;
    copy.resolvers.addAll(resolvers);
    copy.layouts.addAll(layouts);
    copy.lockers.addAll(lockers);
    copy.fetchers.addAll(fetchers);
    copy.verifiers.addAll(verifiers);
    copy.http = http;
    copy.credentials = credentials;
    copy.locatorRules = locatorRules;
    copy.registries.putAll(registries);
    copy.variables = variables;
    copy.executor = executor;
    return copy;
  }
}
