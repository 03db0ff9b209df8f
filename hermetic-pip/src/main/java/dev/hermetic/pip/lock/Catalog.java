package dev.hermetic.pip.lock;

import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.index.PackageIndex;
import dev.hermetic.pip.index.ProjectPage;
import dev.hermetic.pip.metadata.CoreMetadata;
import dev.hermetic.pip.requirement.PackageName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Pages and metadata, each asked for once, many at a time. Thread-safe. To be closed, which ends
 * what is still being asked for.
 */
final class Catalog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Catalog.class.getName());

  // More than the connections that core lets through at once; the rest waits there.
  private static final int THREADS = 48;

  private final ResolveContext context;
  private final List<PackageIndex> indexes;
  private final Optional<Instant> cutOff;
  private final Map<PackageName, List<IndexFile>> locked;
  private final DistMetadata reader;
  private final ExecutorService pool;
  private final Map<PackageName, CompletableFuture<Project>> projects = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<CoreMetadata>> metadata = new ConcurrentHashMap<>();

  /**
   * A catalog.
   *
   * @param indexes the first one that knows a project is where all its files come from
   * @param cutOff files from then on do not exist
   * @param locked files that an earlier lock names
   */
  Catalog(
      ResolveContext context,
      List<PackageIndex> indexes,
      Optional<Instant> cutOff,
      Map<PackageName, List<IndexFile>> locked) {
    this.context = context;
    this.indexes = List.copyOf(indexes);
    this.cutOff = cutOff;
    this.locked = locked;
    this.reader = new DistMetadata(context);
    this.pool =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "hermetic-pip-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A project; without versions when no index knows it. */
  CompletableFuture<Project> project(PackageName name) {
    return projects.computeIfAbsent(name, key -> run(() -> load(key)));
  }

  /** The metadata of a file; fails with an {@code InputException} where they are of no use. */
  CompletableFuture<CoreMetadata> metadata(PackageName name, Release release, Dist dist) {
    return metadata.computeIfAbsent(
        dist.file().url().uri().toString(), key -> run(() -> reader.read(name, release, dist)));
  }

  private Project load(PackageName name) throws IOException, InterruptedException {
    ProjectReader project = new ProjectReader(name, cutOff);
    Optional<String> from = Optional.empty();
    for (PackageIndex index : indexes) {
      context.cancellation().throwIfCancelled();
      Optional<ProjectPage> page = index.project(name);
      if (page.isPresent()) {
        project.add(page.get());
        from = Optional.of(index.base().withoutUserInfo().uri().toString());
        break;
      }
    }
    locked.getOrDefault(name, List.of()).forEach(project::addLocked);
    return project.project(from);
  }

  private interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  private <T> CompletableFuture<T> run(Work<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    pool.execute(
        () -> {
          try {
            future.complete(work.run());
          } catch (Exception failure) {
            future.completeExceptionally(failure);
          } catch (Error failure) {
            future.completeExceptionally(failure);
            throw failure;
          }
        });
    return future;
  }

  /**
   * Waits.
   *
   * @throws IOException when it was reading that failed
   * @throws InterruptedException when the run is cancelled
   */
  static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException | CompletionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof InterruptedException) {
        throw (InterruptedException) new InterruptedException("cancelled").initCause(cause);
      }
      if (cause instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
    try {
      // What was asked ahead of need must not touch the store after its owner has closed it.
      if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "requests made ahead of need have not ended");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
