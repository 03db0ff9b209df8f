package dev.hermetic.rpm.lock.solve.request;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;

/** Finds the packages that obsolete others. */
final class Obsoleters {
  private final PackagePool pool;

  Obsoleters(PackagePool pool) {
    this.pool = pool;
  }

  /** Those that obsolete any of some packages; what was excluded does not count. */
  BitSet of(BitSet packages) {
    BitSet found = new BitSet();
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (pool.has(p, DependencyKind.OBSOLETES)
          && !pool.isExcluded(p)
          && !pool.isSource(p)
          && obsoletes(p, packages)) {
        found.set(p);
      }
    }
    return found;
  }

  private boolean obsoletes(int p, BitSet packages) {
    int at = pool.dependencies(p, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      int list = pool.providers().of(dependency);
      for (int other; (other = pool.lists().get(list)) != 0; list++) {
        if (packages.get(other) && pool.matchesName(other, dependency)) {
          return true;
        }
      }
    }
    return false;
  }
}
