package dev.hermetic.pip;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.index.PackageIndex;
import dev.hermetic.pip.index.PageEntry;
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
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Asks the indexes of a requirements file for projects: the first that knows a project answers for
 * it, as with uv, or all do, as with pip. Only files whose hash a lock lists are ever used, so that
 * a project that somebody registered under the same name elsewhere can do no more than be in the
 * way.
 */
final class IndexLookup {
  /**
   * What is known of a project.
   *
   * @param entries what its pages list, those of an earlier index first
   * @param skipped why entries could not be used; looked for only when asked
   * @param known whether any index knows the project
   */
  record Found(List<PageEntry> entries, Supplier<List<String>> skipped, boolean known) {
    static final Found NOTHING = new Found(List.of(), List::of, false);

    /** Entries that an earlier lookup found. */
    static Found before(List<PageEntry> entries) {
      return new Found(entries, List::of, true);
    }
  }

  private final List<PackageIndex> indexes = new ArrayList<>();
  private final boolean all;
  private final ResolveContext context;

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
        throw InputException.of(
            "pip.credentials",
            "the index " + uri + " has a user or password in its URL",
            "remove it and give credentials to the run, for example in a netrc file");
      }
      indexes.add(new PackageIndex(uri, context));
    }
    this.all = all;
    this.context = context;
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
    Map<PackageName, Future<Found>> asked = new LinkedHashMap<>();
    for (PackageName name : new TreeSet<>(names)) {
      asked.put(name, context.submit(() -> find(name)));
    }
    try {
      Map<PackageName, Found> found = new LinkedHashMap<>();
      for (Map.Entry<PackageName, Future<Found>> answer : asked.entrySet()) {
        found.put(answer.getKey(), result(answer.getValue()));
      }
      return found;
    } finally {
      asked.values().forEach(answer -> answer.cancel(true));
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
    List<ProjectPage> pages = new ArrayList<>();
    for (PackageIndex index : indexes) {
      Optional<ProjectPage> page = index.project(name);
      page.ifPresent(pages::add);
      if (page.isPresent() && !all) {
        break;
      }
    }
    return new Found(
        pages.stream().flatMap(page -> page.entries().stream()).toList(),
        () -> pages.stream().flatMap(page -> page.skipped().stream()).toList(),
        !pages.isEmpty());
  }

  /** Stands for the indexes and how they are asked, in the names of what is kept. */
  String identity() {
    return (all ? "all " : "first ")
        + String.join(" ", indexes.stream().map(index -> index.base().uri().toString()).toList());
  }
}
