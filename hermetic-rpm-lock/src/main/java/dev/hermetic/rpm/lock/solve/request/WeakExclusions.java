package dev.hermetic.rpm.lock.solve.request;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;

/**
 * What installed packages recommend and somebody once chose not to have: it is not brought in by
 * weak dependencies now (DNF, {@code exclude_from_weak_autodetect}).
 */
final class WeakExclusions {
  private final PackagePool pool;
  private final BitSet excluded = new BitSet();

  WeakExclusions(PackagePool pool) {
    this.pool = pool;
  }

  /** The packages, ascending. */
  IntList find() {
    BitSet names = new BitSet();
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      names.set(pool.name(p));
      recommended(p);
    }
    for (int p = pool.installedEnd(); p < pool.size() && pool.hasInstalled(); p++) {
      if (pool.has(p, DependencyKind.SUPPLEMENTS) && !names.get(pool.name(p)) && supplements(p)) {
        excluded.set(p);
      }
    }
    IntList found = new IntList();
    for (int p = excluded.nextSetBit(0); p >= 0; p = excluded.nextSetBit(p + 1)) {
      found.add(p);
    }
    return found;
  }

  /** Versions do not count here: an upgrade may well recommend another one. */
  private void recommended(int installed) {
    Dependencies all = pool.dependencies();
    int at = pool.dependencies(installed, DependencyKind.RECOMMENDS);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      int name = all.isJoined(dependency) ? 0 : all.name(all.left(dependency));
      if (name != 0 && !hasInstalled(name)) {
        int list = pool.providers().of(name);
        for (int p; (p = pool.lists().get(list)) != 0; list++) {
          excluded.set(p);
        }
      }
    }
  }

  private boolean hasInstalled(int dependency) {
    int list = pool.providers().of(dependency);
    for (int p; (p = pool.lists().get(list)) != 0; list++) {
      if (pool.isInstalled(p)) {
        return true;
      }
    }
    return false;
  }

  private boolean supplements(int p) {
    int at = pool.dependencies(p, DependencyKind.SUPPLEMENTS);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      if (!pool.dependencies().isJoined(dependency) && hasInstalled(dependency)) {
        return true;
      }
    }
    return false;
  }
}
