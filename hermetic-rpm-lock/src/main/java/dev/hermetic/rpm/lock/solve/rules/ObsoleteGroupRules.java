package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.policy.ObsoleteIndex;
import dev.hermetic.rpm.lock.solve.policy.Preferences;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.ArrayList;
import java.util.List;

/**
 * Where several names obsolete the same installed package, one of them brings in the others, as yum
 * had it.
 */
final class ObsoleteGroupRules {
  private final RuleBook book;
  private final PackagePool pool;
  private final ObsoleteIndex index;
  private final Preferences preferences;

  ObsoleteGroupRules(RuleBook book, ObsoleteIndex index, Preferences preferences) {
    this.book = book;
    this.pool = book.task.pool();
    this.index = index;
    this.preferences = preferences;
  }

  void make() {
    book.begin(RuleKind.OBSOLETE_GROUP);
    IntList obsoletes = new IntList();
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      IntList by = index.of(p);
      for (int i = 0; i < by.size(); i++) {
        collect(p, by.get(i), obsoletes);
      }
    }
    for (int i = 0; i < obsoletes.size(); i++) {
      rules(obsoletes.get(i), groups(obsoletes.get(i)));
    }
    book.end(RuleKind.OBSOLETE_GROUP);
  }

  private void collect(int installed, int by, IntList obsoletes) {
    int at = pool.dependencies(by, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      IntList obsoleted = installed(dependency);
      for (int i = 0; i < obsoleted.size(); i++) {
        if (pool.coloursMeet(installed, obsoleted.get(i))) {
          obsoletes.addUnique(dependency);
        }
      }
    }
  }

  private IntList installed(int dependency) {
    IntList found = new IntList();
    int at = pool.providers().of(dependency);
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (pool.isInstalled(p) && pool.matchesName(p, dependency)) {
        found.add(p);
      }
    }
    return found;
  }

  /** Those with the same obsoletes, by name; none when there is but one name. */
  private List<IntList> groups(int dependency) {
    IntList all = new IntList();
    IntList obsoleted = installed(dependency);
    for (int i = 0; i < obsoleted.size(); i++) {
      IntList by = index.of(obsoleted.get(i));
      for (int j = 0; j < by.size(); j++) {
        addIf(obsoleted.get(i), by.get(j), dependency, all);
      }
      int at = pool.providers().ofName(pool.name(obsoleted.get(i)));
      for (int p; (p = pool.lists().get(at)) != 0; at++) {
        if (pool.name(p) == pool.name(obsoleted.get(i))) {
          addIf(obsoleted.get(i), p, dependency, all);
        }
      }
    }
    IntList names = IntList.of(all.toArray());
    preferences.newestOfEachName(names);
    List<IntList> groups = new ArrayList<>();
    for (int i = 0; i < names.size() && names.size() > 1; i++) {
      IntList group = new IntList();
      for (int j = 0; j < all.size(); j++) {
        if (pool.name(all.get(j)) == pool.name(names.get(i))) {
          group.add(all.get(j));
        }
      }
      groups.add(group);
    }
    return groups.size() > 1 ? groups : List.of();
  }

  private void addIf(int installed, int p, int dependency, IntList all) {
    if (pool.coloursMeet(installed, p)
        && pool.entries().contains(pool.dependencies(p, DependencyKind.OBSOLETES), dependency)) {
      all.addUnique(p);
    }
  }

  private void rules(int dependency, List<IntList> groups) {
    for (IntList group : groups) {
      for (int i = 0; i < group.size(); i++) {
        if (pool.isInstalled(group.get(i))) {
          continue;
        }
        for (IntList other : groups) {
          if (other != group) {
            book.clauses.addAll(-group.get(i), other);
            book.groupOf.add(dependency);
          }
        }
      }
    }
  }
}
