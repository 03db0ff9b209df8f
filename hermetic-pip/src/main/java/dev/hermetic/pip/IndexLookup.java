package dev.hermetic.pip;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.index.PackageIndex;
import dev.hermetic.pip.index.ProjectPage;
import dev.hermetic.pip.requirement.PackageName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks the indexes of a requirements file for projects: the first that knows a project answers for
 * it, as with uv, or all do, as with pip. Only files whose hash a lock lists are ever used, so that
 * a project that somebody registered under the same name elsewhere can do no more than be in the
 * way.
 */
final class IndexLookup {
  /** What an index is asked at a time; core bounds the connections to one host. */
  private static final int AT_A_TIME = 16;

  /**
   * A file and the index that offers it.
   *
   * @param file the file
   * @param index the index
   */
  record Listed(IndexFile file, PackageIndex index) {}

  /**
   * What is known of a project.
   *
   * @param files its files, those of an earlier index first
   * @param skipped why entries could not be used
   * @param known whether any index knows the project
   */
  record Found(List<Listed> files, List<String> skipped, boolean known) {}

  private final List<PackageIndex> indexes = new ArrayList<>();
  private final boolean all;

  /**
   * A lookup.
   *
   * @param urls the indexes in their order
   * @param all whether all are asked
   * @throws InputException with code {@code pip.index-url} or {@code pip.credentials}
   */
  IndexLookup(ResolveContext context, List<String> urls, boolean all) {
    for (String url : urls) {
      SafeUri uri = SafeUri.parse(url);
      if (uri.userInfo().isPresent()) {
        throw new InputException(
            "pip.credentials",
            "the index " + uri + " has a user or password in its URL",
            "remove it and give credentials to the run, for example in a netrc file");
      }
      indexes.add(new PackageIndex(uri, context));
    }
    this.all = all;
  }

  /** The indexes, for messages. */
  List<PackageIndex> indexes() {
    return indexes;
  }

  /**
   * Looks projects up, each once and several at a time.
   *
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  Map<PackageName, Found> find(Collection<PackageName> names)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      Map<PackageName, Future<Found>> asked = new LinkedHashMap<>();
      for (PackageName name : new TreeSet<>(names)) {
        asked.put(name, workers.submit(() -> find(name)));
      }
      Map<PackageName, Found> found = new LinkedHashMap<>();
      for (Map.Entry<PackageName, Future<Found>> answer : asked.entrySet()) {
        found.put(answer.getKey(), result(answer.getValue()));
      }
      return found;
    } finally {
      workers.shutdownNow();
    }
  }

  private static Found result(Future<Found> answer) throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause instanceof IOException unreadable) {
        throw unreadable;
      }
      if (cause instanceof InterruptedException) {
        throw (InterruptedException) new InterruptedException().initCause(cause);
      }
      throw new IllegalStateException(cause);
    }
  }

  private Found find(PackageName name) throws IOException, InterruptedException {
    List<Listed> files = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    boolean known = false;
    for (PackageIndex index : indexes) {
      Optional<ProjectPage> page = index.project(name);
      if (page.isPresent() && (all || !known)) {
        page.get().files().forEach(file -> files.add(new Listed(file, index)));
        skipped.addAll(page.get().skipped());
        known = true;
      }
      if (known && !all) {
        break;
      }
    }
    return new Found(files, skipped, known);
  }
}
