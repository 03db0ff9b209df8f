package dev.hermetic.rpm.lock;

import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.FileOwners;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PoolBuilder;
import dev.hermetic.rpm.lock.solve.pool.Repository;
import dev.hermetic.rpm.lock.solve.request.Glob;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The packages that a plan may choose from, and the repositories that they come from. */
final class PlanPool {
  private final PackagePool pool;
  private final List<@Nullable LoadedRepository> repositories;

  private PlanPool(PackagePool pool, List<@Nullable LoadedRepository> repositories) {
    this.pool = pool;
    this.repositories = repositories;
  }

  /**
   * Makes the pool: what is installed, the repositories, and what is taken as given.
   *
   * @param fileLists whether all paths of all packages count
   */
  static PlanPool of(ArchPlan plan, List<LoadedRepository> loaded, boolean fileLists)
      throws IOException, InterruptedException {
    List<@Nullable LoadedRepository> repositories = new ArrayList<>();
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
    if (!plan.request().assumeProvides().isEmpty()) {
      builder.add(
          Repository.configured(AssumedProvides.REPOSITORY, 99, 1000),
          AssumedProvides.table(plan.request().assumeProvides()));
      repositories.add(null);
    }
    plan.request().install().forEach(builder::wantPath);
    return new PlanPool(builder.build(), repositories);
  }

  /** The packages. */
  PackagePool packages() {
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

  /** Leaves out the other versions of what is held at one. */
  void pin(Map<String, Set<String>> pins) {
    for (int p = pool.installedEnd(); p < pool.size(); p++) {
      Set<String> versions = pins.get(pool.texts().get(pool.name(p)));
      if (versions != null
          && !pool.isSource(p)
          && !versions.contains(pool.evrs().text(pool.evr(p)))) {
        pool.exclude(p);
      }
    }
  }

  /** Whether a specification means something that is installed. */
  boolean isInstalled(String spec) {
    Glob glob = Glob.of(spec);
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      if (glob.matches(pool.texts().get(pool.name(p))) || glob.matches(pool.nevra(p))) {
        return true;
      }
    }
    return false;
  }
}
