package dev.hermetic.core;

import dev.hermetic.core.internal.engine.Engine;
import dev.hermetic.core.internal.engine.EngineSettings;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.ClientConfiguration;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.spi.LockfileDetector;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.store.ContentStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Prefetches what source trees pin, verifies it and lays it out for the native clients.
 *
 * <p>An instance is thread-safe, may serve many runs, and holds threads and connections until it is
 * closed. There is no global state: no environment variable and no system property is read.
 *
 * <pre>{@code
 * try (Prefetch prefetch = Prefetch.create(Path.of("store"))) {
 *   PrefetchReport report =
 *       prefetch.run(PrefetchRequest.builder(Path.of("."), Path.of("out")).input("npm", ".").build());
 *   System.out.println(report.summary());
 * }
 * }</pre>
 */
public final class Prefetch implements AutoCloseable {
  private final Engine engine;

  private Prefetch(Builder builder) {
    this.engine = new Engine(builder.settings());
  }

  /** A prefetcher with the given store and the providers found on class path or module path. */
  public static Prefetch create(Path store) {
    return builder().store(store).build();
  }

  /** Starts a prefetcher. */
  public static Builder builder() {
    return new Builder();
  }

  /** The ecosystems that have a resolver and a layout, sorted by their ids. */
  public List<Ecosystem> ecosystems() {
    return engine.described();
  }

  /**
   * What the root of a source tree is locked with, or could be, in the order of the ecosystems'
   * ids.
   *
   * @throws InputException with code {@code input.source} when it is not a directory
   * @throws ProviderException when a detector is broken
   */
  public List<Detected> detect(Path source) {
    return detect(source, RelPath.ROOT);
  }

  /**
   * What one directory of a source tree is locked with, or could be, in the order of the
   * ecosystems' ids; directories below it are not looked into.
   *
   * @throws InputException with code {@code input.source} when the tree is not a directory
   * @throws ProviderException when a detector is broken
   */
  public List<Detected> detect(Path source, RelPath directory) {
    return engine.detect(source, directory);
  }

  /**
   * Plans without a listener, see {@link #plan(PrefetchRequest, ProgressListener,
   * CancellationToken)}.
   */
  public PrefetchPlan plan(PrefetchRequest request) throws InterruptedException {
    return plan(request, ProgressListener.none(), new CancellationToken());
  }

  /**
   * Says what a run would do. No artifact is fetched; index metadata may be.
   *
   * @throws HermeticException the only problem, or a {@link PrefetchFailedException} with all of
   *     them
   * @throws CancelledException when the token was cancelled
   * @throws InterruptedException when the thread is interrupted
   */
  public PrefetchPlan plan(
      PrefetchRequest request, ProgressListener listener, CancellationToken cancellation)
      throws InterruptedException {
    return engine.plan(request, listener, cancellation);
  }

  /**
   * Runs without a listener, see {@link #run(PrefetchRequest, ProgressListener,
   * CancellationToken)}.
   */
  public PrefetchReport run(PrefetchRequest request) throws InterruptedException {
    return run(request, ProgressListener.none(), new CancellationToken());
  }

  /**
   * Plans, fetches, verifies and lays out. The output directory is replaced in one step at the end;
   * when anything fails it stays as it was. What other ecosystems put there in earlier runs is
   * kept.
   *
   * @throws HermeticException the only failure, or a {@link PrefetchFailedException} with all of
   *     them
   * @throws CancelledException when the token was cancelled
   * @throws InterruptedException when the thread is interrupted
   */
  public PrefetchReport run(
      PrefetchRequest request, ProgressListener listener, CancellationToken cancellation)
      throws InterruptedException {
    return engine.run(request, listener, cancellation);
  }

  /**
   * Runs a plan without a listener, see {@link #run(PrefetchPlan, ProgressListener,
   * CancellationToken)}.
   */
  public PrefetchReport run(PrefetchPlan plan) throws InterruptedException {
    return run(plan, ProgressListener.none(), new CancellationToken());
  }

  /**
   * Fetches, verifies and lays out what was planned before, by this or another prefetcher with the
   * same providers; nothing is resolved again. The files of the project that decided the plan must
   * still be the same.
   *
   * @throws LockfileException with code {@code lockfile.changed} when one of these files is another
   * @throws HermeticException the only failure, or a {@link PrefetchFailedException} with all of
   *     them
   * @throws CancelledException when the token was cancelled
   * @throws InterruptedException when the thread is interrupted
   */
  public PrefetchReport run(
      PrefetchPlan plan, ProgressListener listener, CancellationToken cancellation)
      throws InterruptedException {
    return engine.run(plan, listener, cancellation);
  }

  /**
   * Writes the project files of an output. Data only: works on another machine, at another path,
   * without plugins and store.
   *
   * @param output the output directory
   * @param outputDirInBuild the path under which the build will see it
   * @param source the source tree to write into
   * @return the files written, in order
   * @throws InputException when the output holds no build configuration
   */
  public List<Path> inject(Path output, String outputDirInBuild, Path source) {
    return engine.inject(output, outputDirInBuild, source);
  }

  /**
   * The environment variables of an output, expanded, sorted by name.
   *
   * @throws InputException when the output holds no build configuration, or variables refer to each
   *     other in a circle
   */
  public Map<String, String> env(Path output, String outputDirInBuild) {
    return engine.env(output, outputDirInBuild);
  }

  /**
   * Proves, without network and store, that an output is exactly what was locked.
   *
   * @throws InputException when the output holds no manifest
   */
  public AuditReport audit(Path output) {
    return engine.audit(output);
  }

  /**
   * Locks without a listener, see {@link #lock(LockRequest, ProgressListener, CancellationToken)}.
   */
  public LockOutcome lock(LockRequest request) throws InterruptedException {
    return lock(request, ProgressListener.none(), new CancellationToken());
  }

  /**
   * Computes an ecosystem's lockfile from what a human wrote, and writes it unless the request says
   * otherwise. On failure nothing is written.
   *
   * @throws HermeticException when content contradicts a given or locked digest, or nothing can be
   *     found that fulfils what is asked for
   * @throws CancelledException when the token was cancelled
   * @throws InterruptedException when the thread is interrupted
   */
  public LockOutcome lock(
      LockRequest request, ProgressListener listener, CancellationToken cancellation)
      throws InterruptedException {
    return engine.lock(request, listener, cancellation);
  }

  /**
   * The content store.
   *
   * @throws InputException with code {@code input.no-store} when none was configured
   */
  public ContentStore store() {
    return engine.store();
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Collects what a prefetcher is made of; not thread-safe. */
  public static final class Builder {
    private final EngineSettings settings = new EngineSettings();

    private Builder() {}

    /** Keeps content in a store in this directory, which is made when missing. */
    public Builder store(Path directory) {
      settings.storeDirectory = directory;
      return this;
    }

    /** Keeps content in this store; the caller closes it. */
    public Builder store(ContentStore store) {
      settings.store = store;
      return this;
    }

    /** Looks for providers through {@link java.util.ServiceLoader}; on unless switched off. */
    public Builder discovery(boolean on) {
      settings.discovery = on;
      return this;
    }

    /**
     * Looks for providers with this class loader instead of the library's and then the thread's.
     */
    public Builder classLoader(ClassLoader loader) {
      settings.classLoader = loader;
      return this;
    }

    /** Registers an ecosystem, replacing a discovered one of the same id. */
    public Builder ecosystem(Resolver resolver, CacheLayout layout) {
      settings.registered.add(Resolver.class, resolver);
      settings.registered.add(CacheLayout.class, layout);
      return this;
    }

    /** Registers a locker, replacing a discovered one of the same ecosystem. */
    public Builder locker(Locker locker) {
      settings.registered.add(Locker.class, locker);
      return this;
    }

    /** Registers a fetcher, replacing discovered and built-in ones of its schemes. */
    public Builder fetcher(Fetcher fetcher) {
      settings.registered.add(Fetcher.class, fetcher);
      return this;
    }

    /** Registers a verifier, replacing a discovered one of the same id. */
    public Builder verifier(Verifier verifier) {
      settings.registered.add(Verifier.class, verifier);
      return this;
    }

    /** Registers a detector, replacing a discovered one of the same ecosystem. */
    public Builder detector(LockfileDetector detector) {
      settings.registered.add(LockfileDetector.class, detector);
      return this;
    }

    /** Registers a reader of a client's configuration, replacing a discovered one. */
    public Builder clientConfiguration(ClientConfiguration configuration) {
      settings.registered.add(ClientConfiguration.class, configuration);
      return this;
    }

    /**
     * Lets ecosystems read what their clients are configured with on this machine and in the
     * project: registries, credentials, certificates. Nothing is read unless set; what else this
     * builder is given wins over what is read.
     */
    public Builder host(HostContext host) {
      settings.host = host;
      return this;
    }

    /** Sets how HTTP is spoken. */
    public Builder http(HttpSettings http) {
      settings.http = http;
      return this;
    }

    /** Sets the credentials. */
    public Builder credentials(Credentials credentials) {
      settings.credentials = credentials;
      return this;
    }

    /** Sets the mirrors. */
    public Builder locatorRules(LocatorRules rules) {
      settings.locatorRules = rules;
      return this;
    }

    /** Names a registry, see {@link dev.hermetic.core.spi.ResolveContext#registry}. */
    public Builder registry(String name, SafeUri uri) {
      settings.registries.put(name, uri);
      return this;
    }

    /** Supplies variables that lockfiles refer to; none unless set. */
    public Builder variables(Function<String, Optional<String>> variables) {
      settings.variables = variables;
      return this;
    }

    /**
     * Runs downloads on this executor, which the caller shuts down; by default on daemon threads of
     * our own.
     */
    public Builder executor(@Nullable ExecutorService executor) {
      settings.executor = executor;
      return this;
    }

    /**
     * The prefetcher.
     *
     * @throws ProviderException when providers are duplicated
     */
    public Prefetch build() {
      return new Prefetch(this);
    }

    private EngineSettings settings() {
      return settings.copy();
    }
  }
}
