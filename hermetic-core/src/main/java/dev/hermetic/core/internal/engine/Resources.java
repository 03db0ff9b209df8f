package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.InputException;
import dev.hermetic.core.internal.discovery.Providers;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.internal.http.FileFetcher;
import dev.hermetic.core.internal.http.HttpFetcher;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.store.ContentStore;
import dev.hermetic.core.store.FileContentStore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an engine holds open: store, fetchers, threads. Each is made when it is first needed, so
 * that an audit opens no store and a plan no connection. Thread-safe.
 */
final class Resources implements AutoCloseable {
  private static final Set<String> BUILT_IN = Set.of("http", "https", "file");

  /** What a run has for itself. */
  private record Own(Downloads downloads, HttpFetcher http) {}

  private final EngineSettings settings;
  private final Providers providers;
  private final Workers workers;
  private @Nullable ContentStore store;
  private @Nullable Downloads downloads;
  private final Map<RunConfiguration, Own> ofRuns = new IdentityHashMap<>();
  private final Set<Fetcher> builtIn = Collections.newSetFromMap(new IdentityHashMap<>());

  Resources(EngineSettings settings, Providers providers) {
    this.settings = settings;
    this.providers = providers;
    this.workers = new Workers(settings.executor, settings.http.connections());
    this.store = settings.store;
  }

  Workers workers() {
    return workers;
  }

  synchronized ContentStore store() {
    if (store == null) {
      Path directory = settings.storeDirectory;
      if (directory == null) {
        throw InputException.of(
            "input.no-store", "no content store is configured", "name a directory for the store");
      }
      store = FileContentStore.open(directory);
    }
    return store;
  }

  synchronized Downloads downloads() {
    if (downloads == null) {
      downloads = downloads((HttpFetcher) null);
    }
    return downloads;
  }

  /** Downloads of a run: its own where its connections need what those of others do not get. */
  synchronized Downloads downloads(RunConfiguration configuration) {
    if (!configuration.hasConnectionSettings()) {
      return downloads();
    }
    Own own = ofRuns.get(configuration);
    if (own == null) {
      HttpFetcher http = new HttpFetcher(configuration.http(), configuration.credentials());
      own = new Own(downloads(http), http);
      ofRuns.put(configuration, own);
    }
    return own.downloads();
  }

  /** Closes the connections that a run has for itself. */
  synchronized void release(RunConfiguration configuration) {
    Own own = ofRuns.remove(configuration);
    if (own != null) {
      own.http().close();
    }
  }

  private Downloads downloads(@Nullable HttpFetcher own) {
    return new Downloads(
        store(), fetchers(own), settings.http, settings.locatorRules, providers.verifiers());
  }

  /** The schemes that something can be fetched from. */
  Set<String> schemes() {
    Set<String> schemes = new TreeSet<>(providers.fetchers().keySet());
    schemes.addAll(BUILT_IN);
    return schemes;
  }

  // Nothing on a class path may take over the schemes that carry credentials: a discovered fetcher
  // never replaces a built-in one, an explicit one does.
  private Map<String, Fetcher> fetchers(@Nullable HttpFetcher own) {
    Map<String, Fetcher> fetchers = new TreeMap<>(providers.fetchers());
    fetchers
        .entrySet()
        .removeIf(e -> BUILT_IN.contains(e.getKey()) && !providers.isExplicit(e.getValue()));
    if (!fetchers.keySet().containsAll(Set.of("http", "https"))) {
      add(fetchers, own == null ? http() : own);
    }
    add(fetchers, new FileFetcher());
    return fetchers;
  }

  private HttpFetcher http() {
    HostContext host = settings.host;
    Credentials credentials =
        host == null ? settings.credentials : settings.credentials.orElse(host.credentials());
    HttpFetcher http = new HttpFetcher(settings.http, credentials);
    builtIn.add(http);
    return http;
  }

  private static void add(Map<String, Fetcher> fetchers, Fetcher fetcher) {
    fetcher.schemes().forEach(scheme -> fetchers.putIfAbsent(scheme, fetcher));
  }

  @Override
  public synchronized void close() {
    workers.close();
    providers.fetchers().values().stream()
        .filter(fetcher -> !providers.isExplicit(fetcher))
        .distinct()
        .forEach(Fetcher::close);
    builtIn.forEach(Fetcher::close);
    ofRuns.values().forEach(own -> own.http().close());
    if (store != null && store != settings.store) {
      store.close();
    }
  }
}
