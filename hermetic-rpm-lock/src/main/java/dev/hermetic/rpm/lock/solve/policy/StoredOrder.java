package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.StableSort;
import dev.hermetic.rpm.version.Relation;
import java.util.HashMap;
import java.util.Map;

/**
 * The order in which libsolv stores the dependencies of a package, and so the one in which dnf
 * installs what a package recommends: names before those with a version or an operator, and of both
 * the ones first that the repository uses most. For one thread.
 */
public final class StoredOrder {
  private static final DependencyKind[] KINDS = DependencyKind.values();

  private final PackagePool pool;
  private final Dependencies all;
  private final Map<Integer, Usage> usages = new HashMap<>();

  /** The order in the repositories of a pool. */
  public StoredOrder(PackagePool pool) {
    this.pool = pool;
    this.all = pool.dependencies();
  }

  /** The dependencies of a package. */
  public int[] of(int p, DependencyKind kind) {
    IntList list = new IntList();
    pool.entries().copy(pool.dependencies(p, kind), list);
    if (list.size() < 2) {
      return list.toArray();
    }
    Usage usage = usages.computeIfAbsent(pool.repositoryIndex(p), Usage::new);
    return StableSort.sorted(list.toArray(), usage::compare);
  }

  private boolean isName(int dependency) {
    return !all.isJoined(dependency) && all.relation(dependency) == Relation.ANY;
  }

  /** How often a repository uses names and dependencies; of equal ones in a list one counts. */
  private final class Usage {
    private final int[] names = new int[pool.texts().size()];
    private final int[] dependencies = new int[all.size()];
    private final int[] lastList = new int[all.size()];
    private final IntList parts = new IntList();

    Usage(int repository) {
      int list = 0;
      for (int p = PackagePool.FIRST; p < pool.size(); p++) {
        if (pool.repositoryIndex(p) == repository) {
          names[pool.name(p)]++;
          for (DependencyKind kind : KINDS) {
            count(pool.dependencies(p, kind), ++list);
          }
        }
      }
    }

    private void count(int start, int list) {
      for (int at = start, dependency; (dependency = pool.entries().get(at)) != 0; at++) {
        if (lastList[dependency] != list) {
          lastList[dependency] = list;
          count(dependency);
        }
      }
    }

    private void count(int dependency) {
      parts.add(dependency);
      while (!parts.isEmpty()) {
        int part = parts.removeLast();
        dependencies[part]++;
        if (all.isJoined(part)) {
          parts.add(all.left(part), all.right(part));
        } else {
          names[all.left(part)]++;
        }
      }
    }

    private int compare(int left, int right) {
      boolean name = isName(left);
      if (name != isName(right)) {
        return name ? -1 : 1;
      }
      if (!name) {
        int order = Integer.compare(dependencies[right], dependencies[left]);
        return order != 0 ? order : Integer.compare(left, right);
      }
      int l = all.left(left);
      int r = all.left(right);
      return names[l] != names[r]
          ? Integer.compare(names[r], names[l])
          : pool.texts().compare(l, r);
    }
  }
}
