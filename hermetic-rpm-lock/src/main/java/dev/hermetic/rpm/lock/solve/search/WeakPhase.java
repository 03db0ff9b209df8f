package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.policy.NormalForm;
import dev.hermetic.rpm.lock.solve.policy.Preferences;
import dev.hermetic.rpm.lock.solve.policy.StoredOrder;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Adds what is recommended by new packages and what supplements them, as far as it can be had. */
final class WeakPhase {
  private final Search search;
  private final PackagePool pool;
  private final Decisions decisions;
  private final NormalForm forms;
  private final StoredOrder order;
  private IntList recommended = new IntList();
  private IntList supplementing = new IntList();
  private boolean again;

  WeakPhase(Search search) {
    this.search = search;
    this.pool = search.pool;
    this.decisions = search.decisions;
    this.forms = new NormalForm(pool);
    this.order = new StoredOrder(pool);
  }

  /** Whether something was added, so that its own dependencies must be looked at. */
  boolean isAgain() {
    return again;
  }

  int resolve(int level) {
    again = false;
    collect();
    dropUnsuited();
    pool.work().add((long) recommended.size() * supplementing.size());
    for (int i = 0; i < supplementing.size(); i++) {
      recommended.addUnique(supplementing.get(i));
    }
    if (recommended.isEmpty()) {
      return level;
    }
    again = true;
    if (recommended.size() == 1) {
      return search.decide(level, recommended.get(0), 0);
    }
    search.preferences.filter(recommended, Preferences.Mode.BEST_ONLY);
    return install(level);
  }

  private void collect() {
    recommended = new IntList();
    supplementing = new IntList();
    BitSet known = new BitSet();
    pool.work().add(pool.size());
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (decisions.isInstalled(p)) {
        if (!pool.isInstalled(p) && pool.has(p, DependencyKind.RECOMMENDS)) {
          recommended(p, known);
        }
      } else if (decisions.isOpen(p)
          && pool.has(p, DependencyKind.SUPPLEMENTS)
          && pool.isInstallable(p)
          && !search.task.isExcludedFromWeak(p)
          && search.fulfilment.isSupplementing(p)) {
        supplementing.add(p);
      }
    }
  }

  private void recommended(int p, BitSet known) {
    int at = pool.dependencies(p, DependencyKind.RECOMMENDS);
    IntList open = new IntList();
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      open.clear();
      open(dependency, open, q -> !search.task.isExcludedFromWeak(q));
      for (int i = 0; i < open.size(); i++) {
        if (!known.get(open.get(i))) {
          known.set(open.get(i));
          recommended.add(open.get(i));
        }
      }
    }
  }

  /** Adds the open packages that would make a dependency hold; none when it holds. */
  private void open(int dependency, IntList to, IntPredicate filter) {
    if (pool.dependencies().isComplex(dependency)) {
      complex(dependency, to, filter);
      return;
    }
    int start = to.size();
    int at = pool.providers().of(dependency);
    pool.work().add(1 + pool.lists().length(at));
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (decisions.isInstalled(p)) {
        to.truncate(start);
        return;
      }
      if (decisions.isOpen(p) && filter.test(p)) {
        to.add(p);
      }
    }
  }

  private void complex(int dependency, IntList to, IntPredicate filter) {
    IntList blocks = new IntList();
    if (forms.allOf(dependency, blocks) != NormalForm.Outcome.BLOCKS) {
      return;
    }
    int start = to.size();
    boolean relevant = true;
    for (int i = 0; i < blocks.size(); i++) {
      int literal = blocks.get(i);
      if (literal == 0) {
        relevant = true;
        start = to.size();
      } else if (relevant && literal < 0) {
        relevant = decisions.isInstalled(-literal);
      } else if (relevant && decisions.isInstalled(literal)) {
        to.truncate(start);
        relevant = false;
      } else if (relevant && decisions.isOpen(literal) && filter.test(literal)) {
        to.add(literal);
      }
    }
    unify(to);
  }

  private static void unify(IntList numbers) {
    BitSet known = new BitSet();
    int kept = 0;
    for (int i = 0; i < numbers.size(); i++) {
      int p = numbers.get(i);
      if (!known.get(p)) {
        known.set(p);
        numbers.set(kept++, p);
      }
    }
    numbers.truncate(kept);
  }

  private void dropUnsuited() {
    if (pool.hasInstalled() && (!recommended.isEmpty() || !supplementing.isEmpty())) {
      BitSet obsoleted = obsoletedByInstalled();
      keep(recommended, p -> !obsoleted.get(p));
      keep(supplementing, p -> !obsoleted.get(p));
    }
    keep(supplementing, search.fulfilment::isNewlySupplementing);
    keep(supplementing, p -> !search.task.isMultiversion(p) || !hasSibling(p, false));
    if (pool.hasWordSizes()) {
      keep(supplementing, p -> !hasSibling(p, true));
    }
  }

  private static void keep(IntList packages, IntPredicate which) {
    int kept = 0;
    for (int i = 0; i < packages.size(); i++) {
      if (which.test(packages.get(i))) {
        packages.set(kept++, packages.get(i));
      }
    }
    packages.truncate(kept);
  }

  private BitSet obsoletedByInstalled() {
    BitSet obsoleted = new BitSet();
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      if (!decisions.isInstalled(p)) {
        continue;
      }
      int at = pool.dependencies(p, DependencyKind.OBSOLETES);
      for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
        int list = pool.providers().of(dependency);
        for (int other; (other = pool.lists().get(list)) != 0; list++) {
          if (pool.matchesName(other, dependency)) {
            obsoleted.set(other);
          }
        }
      }
    }
    return obsoleted;
  }

  /** Whether the same name is to be installed, of another architecture or at all. */
  private boolean hasSibling(int p, boolean otherArch) {
    int at = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(at)) != 0; at++) {
      if (decisions.isInstalled(other)
          && pool.name(other) == pool.name(p)
          && !(otherArch && pool.arch(other) == pool.arch(p))) {
        return true;
      }
    }
    return false;
  }

  private int install(int from) {
    BitSet best = new BitSet();
    for (int i = 0; i < recommended.size(); i++) {
      best.set(recommended.get(i));
    }
    keep(supplementing, best::get);
    if (supplementing.size() > 1) {
      search.preferences.order(supplementing);
    }
    int level = from;
    int count = decisions.size();
    for (int i = 0; i < supplementing.size(); i++) {
      int p = supplementing.get(i);
      if (decisions.isOpen(p)) {
        int before = level;
        level = search.decide(level, p, 0);
        if (level <= before) {
          return level;
        }
      }
    }
    return decisions.size() < count ? level : recommendations(level, best, count);
  }

  /** Each recommendation in turn, in the order in which packages were decided. */
  private int recommendations(int from, BitSet best, int count) {
    int level = from;
    IntList candidates = new IntList();
    pool.work().add(count);
    for (int i = 0; i < count; i++) {
      int p = decisions.get(i);
      if (p <= PackagePool.SYSTEM || pool.isInstalled(p)) {
        continue;
      }
      for (int dependency : order.of(p, DependencyKind.RECOMMENDS)) {
        candidates.clear();
        open(dependency, candidates, best::get);
        if (candidates.isEmpty()) {
          continue;
        }
        if (candidates.size() > 1) {
          search.preferences.filter(candidates, Preferences.Mode.CHOOSE);
        }
        search.branch(level, candidates);
        int before = level;
        level = search.decide(level, candidates.get(0), 0);
        if (level <= before || decisions.size() < count) {
          return level;
        }
      }
    }
    return level;
  }
}
