package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.discovery.Registered;
import dev.hermetic.core.store.ContentStore;
import java.nio.file.Path;
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
  public final Registered registered = new Registered();
  public @Nullable HostContext host;
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
    copy.registered.addAll(registered);
    copy.host = host;
    copy.http = http;
    copy.credentials = credentials;
    copy.locatorRules = locatorRules;
    copy.registries.putAll(registries);
    copy.variables = variables;
    copy.executor = executor;
    return copy;
  }
}
