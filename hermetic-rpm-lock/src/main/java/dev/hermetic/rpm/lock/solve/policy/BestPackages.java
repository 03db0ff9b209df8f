package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.StableSort;

/**
 * What is left of candidates when only the best stay: by repository, by class of architecture, and
 * for each name by version. For one thread.
 */
final class BestPackages {
  private final PackagePool pool;
  private final ObsoletedCandidates obsoleted;

  BestPackages(PackagePool pool) {
    this.pool = pool;
    this.obsoleted = new ObsoletedCandidates(pool);
  }

  /** Keeps the repositories of the highest priority; installed packages stay. */
  void byPriority(IntList candidates) {
    boolean any = false;
    int best = 0;
    for (int i = 0; i < candidates.size(); i++) {
      int p = candidates.get(i);
      if (!pool.isInstalled(p)) {
        int priority = pool.repository(p).priority();
        best = any ? Math.max(best, priority) : priority;
        any = true;
      }
    }
    if (!any) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < candidates.size(); i++) {
      int p = candidates.get(i);
      if (pool.isInstalled(p) || pool.repository(p).priority() == best) {
        candidates.set(kept++, p);
      }
    }
    candidates.truncate(kept);
  }

  /** Keeps the best class of architecture, and what suits any. */
  void byArch(IntList candidates) {
    int best = 0;
    for (int i = 0; i < candidates.size(); i++) {
      int score = pool.archScore(candidates.get(i));
      if (score > ArchPolicy.NOARCH && (best == 0 || score < best)) {
        best = score;
      }
    }
    if (best == 0) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < candidates.size(); i++) {
      int score = pool.archScore(candidates.get(i));
      if (score == ArchPolicy.NOARCH || ArchPolicy.sameClass(score, best)) {
        candidates.set(kept++, candidates.get(i));
      }
    }
    if (kept > 0) {
      candidates.truncate(kept);
    }
  }

  /** Keeps the newest of each name, and of different names what none of the others obsoletes. */
  void byVersion(IntList candidates) {
    int[] sorted = StableSort.sorted(candidates.toArray(), this::compare);
    candidates.clear();
    int best = sorted[0];
    for (int i = 1; i < sorted.length; i++) {
      int p = sorted[i];
      if (pool.name(p) != pool.name(best)) {
        candidates.add(best);
        best = p;
      } else if (pool.compareVersions(best, p) < 0) {
        best = p;
      }
    }
    candidates.add(best);
    if (candidates.size() > 1) {
      obsoleted.remove(candidates);
    }
  }

  /** By name; of one name by architecture, installed first, then by what repositories cost. */
  private int compare(int left, int right) {
    if (pool.name(left) != pool.name(right)) {
      return pool.texts().compare(pool.name(left), pool.name(right));
    }
    int l = pool.archScore(left);
    int r = pool.archScore(right);
    if (l != r && l > ArchPolicy.NOARCH && r > ArchPolicy.NOARCH) {
      return l - r;
    }
    if (pool.isInstalled(left) != pool.isInstalled(right)) {
      return pool.isInstalled(left) ? -1 : 1;
    }
    int cost =
        Integer.compare(pool.repository(right).subPriority(), pool.repository(left).subPriority());
    return cost != 0 ? cost : left - right;
  }

  /** Whether a package obsoletes another one of a different name. */
  static boolean obsoletes(PackagePool pool, int p, int other) {
    return pool.name(p) != pool.name(other) && obsoletesAny(pool, p, other);
  }

  /** The same whatever their names are. */
  static boolean obsoletesAny(PackagePool pool, int p, int other) {
    Dependencies all = pool.dependencies();
    int at = pool.dependencies(p, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      if (!all.isJoined(dependency) && pool.matchesName(other, dependency)) {
        return true;
      }
    }
    return false;
  }
}
