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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Pages and metadata, each asked for once, many at a time on core's threads. Thread-safe. To be
 * closed, which ends what is still being asked for.
 */
final class Catalog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Catalog.class.getName());

  private final ResolveContext context;
  private final Function<PackageName, List<PackageIndex>> indexes;
  private final Optional<Instant> cutOff;
  private final Map<PackageName, List<IndexFile>> locked;
  private final DistMetadata reader;
  private final Map<PackageName, Pending<Project>> projects = new ConcurrentHashMap<>();
  private final Map<String, Pending<CoreMetadata>> metadata = new ConcurrentHashMap<>();
  private final Queue<Pending<?>> all = new ConcurrentLinkedQueue<>();
  private final Phaser running = new Phaser(1);
  private volatile boolean closed;

  /**
   * A catalog.
   *
   * @param indexes the indexes of a project; the first that knows it is where its files come from
   * @param cutOff files from then on do not exist
   * @param locked files that an earlier lock names
   */
  Catalog(
      ResolveContext context,
      Function<PackageName, List<PackageIndex>> indexes,
      Optional<Instant> cutOff,
      Map<PackageName, List<IndexFile>> locked) {
    this.context = context;
    this.indexes = indexes;
    this.cutOff = cutOff;
    this.locked = locked;
    this.reader = new DistMetadata(context);
  }

  /** A project; without versions when no index knows it. */
  Pending<Project> project(PackageName name) {
    return projects.computeIfAbsent(name, key -> run(() -> load(key)));
  }

  /** The metadata of a file; fails with an {@code InputException} where they are of no use. */
  Pending<CoreMetadata> metadata(PackageName name, Release release, Dist dist) {
    return metadata.computeIfAbsent(
        dist.file().url().uri().toString(), key -> run(() -> reader.read(name, release, dist)));
  }

  private Project load(PackageName name) throws IOException, InterruptedException {
    ProjectReader project = new ProjectReader(name, cutOff);
    Optional<String> from = Optional.empty();
    for (PackageIndex index : indexes.apply(name)) {
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

  /** Something to do. */
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Does something beside everything else, at the latest when somebody waits for it. */
  <T> Pending<T> run(Work<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Pending<T> asked = new Pending<>(answer, context.submit(() -> complete(answer, work)));
    all.add(asked);
    return asked;
  }

  private <T> boolean complete(CompletableFuture<T> answer, Work<T> work) {
    running.register();
    try {
      if (closed) {
        throw new InterruptedException("nobody waits for it any more");
      }
      return answer.complete(work.run());
    } catch (Exception failure) {
      return answer.completeExceptionally(failure);
    } catch (Error failure) {
      answer.completeExceptionally(failure);
      throw failure;
    } finally {
      running.arriveAndDeregister();
    }
  }

  @Override
  public void close() {
    closed = true;
    all.forEach(Pending::cancel);
    try {
      // What was asked ahead of need must not touch the store after its owner has closed it.
      running.awaitAdvanceInterruptibly(running.arrive(), 5, TimeUnit.SECONDS);
    } catch (TimeoutException busy) {
      LOG.log(System.Logger.Level.DEBUG, "requests made ahead of need have not ended");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
