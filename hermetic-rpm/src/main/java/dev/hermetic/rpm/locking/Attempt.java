package dev.hermetic.rpm.locking;

import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.solve.Solution;
import dev.hermetic.rpm.solve.pool.ArchPolicy;
import dev.hermetic.rpm.solve.pool.FileOwners;
import dev.hermetic.rpm.solve.pool.PackagePool;
import dev.hermetic.rpm.solve.pool.PoolBuilder;
import dev.hermetic.rpm.solve.pool.Repository;
import dev.hermetic.rpm.solve.request.Glob;
import dev.hermetic.rpm.solve.request.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One try to solve a plan: the pool of its packages, and what comes of its wishes. */
final class Attempt {
  private final ArchPlan plan;
  private final PackagePool pool;
  private final List<@Nullable LoadedRepository> repositories = new ArrayList<>();
  private final List<String> unmatched = new ArrayList<>();
  private final List<String> notInstalled = new ArrayList<>();
  private @Nullable Solution solution;

  /**
   * Makes the pool.
   *
   * @param fileLists whether all paths of all packages count
   */
  Attempt(ArchPlan plan, List<LoadedRepository> loaded, boolean fileLists)
      throws IOException, InterruptedException {
    this.plan = plan;
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of(plan.arch()));
    PackageTable base = plan.base();
    if (base != null) {
      builder.add(Repository.installed(), base);
      repositories.add(null);
    }
    for (LoadedRepository one : loaded) {
      Repository repository =
          Repository.configured(one.id(), one.settings().priority(), one.settings().cost());
      FileOwners owners =
          fileLists ? one.remote().fileOwners(one.table()) : FileOwners.of(one.table());
      builder.add(repository, one.table(), owners);
      repositories.add(one);
    }
    if (!plan.wish().assumeProvides().isEmpty()) {
      builder.add(
          Repository.configured(AssumedProvides.REPOSITORY, 99, 1000),
          AssumedProvides.table(plan.wish().assumeProvides()));
      repositories.add(null);
    }
    plan.wish().install().forEach(builder::wantPath);
    pool = builder.build();
  }

  /** Solves with what the plan's repositories leave out. */
  void run() {
    exclude();
    Request request = new Request(pool, false);
    for (String spec : plan.wish().upgrade()) {
      if (!request.upgrade(spec)) {
        unmatched.add(spec);
      }
    }
    for (String spec : plan.wish().reinstall()) {
      if (!isInstalled(spec)) {
        notInstalled.add(spec);
      } else if (!request.reinstall(spec)) {
        unmatched.add(spec);
      }
    }
    for (String spec : plan.wish().install()) {
      if (!request.install(spec)) {
        unmatched.add(spec);
      }
    }
    if (unmatched.isEmpty()) {
      solution =
          Solution.of(
              pool,
              request.jobs(plan.how().erasing()),
              request.settings(plan.how().weak()));
    }
  }

  private void exclude() {
    int from = PackagePool.FIRST;
    for (int i = 0; i < repositories.size(); i++) {
      int to = from;
      while (to < pool.size() && pool.repositoryIndex(to) == i) {
        to++;
      }
      LoadedRepository repository = repositories.get(i);
      if (repository != null) {
        exclude(repository.settings(), from, to);
      }
      from = to;
    }
    if (!plan.pins().isEmpty()) {
      pin(plan.pins());
    }
  }

  private void exclude(EnabledRepository settings, int from, int to) {
    Filter filter = new Filter(pool, from, to);
    BitSet out = filter.find(settings.excludes());
    if (!settings.includes().isEmpty()) {
      BitSet others = new BitSet();
      others.set(from, to);
      others.andNot(filter.find(settings.includes()));
      out.or(others);
    }
    out.stream().forEach(pool::exclude);
  }

  private void pin(Map<String, Set<String>> pins) {
    for (int p = pool.installedEnd(); p < pool.size(); p++) {
      Set<String> versions = pins.get(pool.texts().get(pool.name(p)));
      if (versions != null
          && !pool.isSource(p)
          && !versions.contains(pool.evrs().text(pool.evr(p)))) {
        pool.exclude(p);
      }
    }
  }

  private boolean isInstalled(String spec) {
    Glob glob = Glob.of(spec);
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      if (glob.matches(pool.texts().get(pool.name(p))) || glob.matches(pool.nevra(p))) {
        return true;
      }
    }
    return false;
  }

  PackagePool pool() {
    return pool;
  }

  /** Where a package comes from; null for what is installed or assumed. */
  @Nullable LoadedRepository repository(int p) {
    return repositories.get(pool.repositoryIndex(p));
  }

  /** The repositories that were read. */
  List<LoadedRepository> repositories() {
    List<LoadedRepository> all = new ArrayList<>();
    for (LoadedRepository one : repositories) {
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  /** The specifications that mean nothing. */
  List<String> unmatched() {
    return List.copyOf(unmatched);
  }

  /** What was to be reinstalled and is not there. */
  List<String> notInstalled() {
    return List.copyOf(notInstalled);
  }

  boolean isSolved() {
    return solution != null && solution.isSolved();
  }

  /** What came of it; null when something that is asked for means nothing. */
  @Nullable Solution solution() {
    return solution;
  }

  /** Whether the paths of all packages might help. */
  boolean mayNeedFileLists() {
    return unmatched.isEmpty() || unmatched.stream().anyMatch(spec -> spec.startsWith("/"));
  }
}
