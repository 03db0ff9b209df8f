package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import org.jspecify.annotations.Nullable;

/** For each installed package those of other names that obsolete it, in ascending order. */
public final class ObsoleteIndex {
  private final @Nullable IntList[] by;

  /** Looks through all packages that can be installed. */
  public ObsoleteIndex(PackagePool pool) {
    by = new IntList[pool.installedEnd()];
    if (!pool.hasInstalled()) {
      return;
    }
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (pool.has(p, DependencyKind.OBSOLETES) && pool.isInstallable(p)) {
        add(pool, p);
      }
    }
  }

  private void add(PackagePool pool, int p) {
    int at = pool.dependencies(p, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      int list = pool.providers().of(dependency);
      pool.work().add(1 + pool.lists().length(list));
      for (int other; (other = pool.lists().get(list)) != 0; list++) {
        if (pool.isInstalled(other)
            && pool.name(other) != pool.name(p)
            && pool.matchesName(other, dependency)) {
          IntList known = by[other];
          if (known == null) {
            known = new IntList();
            by[other] = known;
          }
          if (known.isEmpty() || known.last() != p) {
            known.add(p);
          }
        }
      }
    }
  }

  /** Those that obsolete an installed package. */
  public IntList of(int installed) {
    IntList known = by[installed];
    return known == null ? new IntList() : known;
  }
}
