package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What installed packages may be upgraded to where that was asked for. Word sizes do not count:
 * libsolv 0.7.23 does not look at them here either. For one thread.
 */
final class UpgradeTargets {
  private final PackagePool pool;
  private final @Nullable IntList[] targets;

  UpgradeTargets(PackagePool pool) {
    this.pool = pool;
    this.targets = new IntList[pool.installedEnd()];
  }

  /**
   * Adds a package for all installed ones that it would replace.
   *
   * @param replaced is told those of a package that is not installed itself
   */
  void add(int p, IntConsumer replaced) {
    BitSet installed = namesakes(p);
    if (pool.isInstalled(p)) {
      installed.stream().forEach(other -> add(other, p));
      return;
    }
    int identical = installed.stream().filter(other -> isIdentical(other, p)).findFirst().orElse(0);
    obsoleted(p, installed);
    installed.stream()
        .forEach(
            other -> {
              replaced.accept(other);
              add(other, p);
              if (identical != 0) {
                add(other, identical);
              }
            });
  }

  private BitSet namesakes(int p) {
    BitSet found = new BitSet();
    int at = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(at)) != 0; at++) {
      if (pool.isInstalled(other) && pool.name(other) == pool.name(p)) {
        found.set(other);
      }
    }
    return found;
  }

  private void obsoleted(int p, BitSet found) {
    int list = pool.dependencies(p, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(list)) != 0; list++) {
      int at = pool.providers().of(dependency);
      for (int other; (other = pool.lists().get(at)) != 0; at++) {
        if (pool.isInstalled(other) && pool.matchesName(other, dependency)) {
          found.set(other);
        }
      }
    }
  }

  private boolean isIdentical(int left, int right) {
    return pool.evr(left) == pool.evr(right) && pool.arch(left) == pool.arch(right);
  }

  private void add(int installed, int p) {
    IntList known = targets[installed];
    if (known == null) {
      known = new IntList();
      targets[installed] = known;
    }
    known.addUnique(p);
  }

  /** Marks the installed packages that have any. */
  void mark(BitSet installed) {
    for (int p = PackagePool.FIRST; p < targets.length; p++) {
      if (targets[p] != null) {
        installed.set(p);
      }
    }
  }

  /** Keeps of candidates only what an installed package may be upgraded to, if that was said. */
  void keep(int installed, IntList candidates) {
    IntList wanted = targets[installed];
    if (wanted == null) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (wanted.contains(candidates.get(i))) {
        candidates.set(kept++, candidates.get(i));
      }
    }
    candidates.truncate(kept);
  }
}
