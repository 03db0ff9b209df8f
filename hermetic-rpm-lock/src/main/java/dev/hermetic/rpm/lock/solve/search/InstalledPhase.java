package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.policy.Preferences;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;

/** Decides what becomes of installed packages: kept, upgraded, or gone. For one thread. */
final class InstalledPhase {
  private final Search search;
  private final PackagePool pool;
  private final IntList candidates = new IntList();
  private int position = PackagePool.FIRST;
  private boolean isStuck;
  private boolean again;

  InstalledPhase(Search search) {
    this.search = search;
    this.pool = search.pool;
  }

  /** Those to be upgraded first; begins with the package that was in trouble last time. */
  int resolve(int from) {
    int level = from;
    boolean twice = search.task.updatesSome();
    boolean upgradesOnly = twice;
    while (true) {
      int passLevel = level;
      int i = position;
      int n = PackagePool.FIRST;
      while (n < pool.installedEnd()) {
        if (i == pool.installedEnd()) {
          i = PackagePool.FIRST;
        }
        int before = level;
        if (isDue(i, upgradesOnly)) {
          level = one(i, level);
        }
        if (level < before || isStuck) {
          if (level < passLevel) {
            break;
          }
          n = level < before ? PackagePool.FIRST : n;
          continue;
        }
        i++;
        n++;
      }
      if (n < pool.installedEnd()) {
        position = i;
        if (level < from) {
          return level;
        }
        upgradesOnly = twice;
        continue;
      }
      position = PackagePool.FIRST;
      if (!upgradesOnly) {
        return level;
      }
      upgradesOnly = false;
    }
  }

  private boolean isDue(int p, boolean upgradesOnly) {
    isStuck = false;
    boolean decided = search.decisions.isInstalled(p) && search.book.specialUpdates(p) == 0;
    return !decided
        && (!upgradesOnly || search.task.isUpdate(p))
        && !search.clauses.isNothing(rule(p));
  }

  /** The update rule, or the feature rule where that was given up. */
  private int rule(int p) {
    int update = search.book.update(p);
    int feature = search.book.feature(p);
    boolean given = search.clauses.isNothing(update) || search.clauses.isDisabled(update);
    return given && !search.clauses.isNothing(feature) ? feature : update;
  }

  private int one(int p, int from) {
    int level = from;
    int rule = rule(p);
    candidates.clear();
    if (!search.book.isKeptBack(p)
        && (search.decisions.isRejected(p)
            || search.task.isUpdate(p)
            || search.clauses.first(rule) != p)) {
      rule = upgrades(p, rule);
    }
    if (!candidates.isEmpty()) {
      search.task.keepTargets(p, candidates);
    }
    if (!candidates.isEmpty()) {
      level = search.install(level, candidates, rule);
      if (level <= from) {
        isStuck = true;
        return level;
      }
    }
    if (search.decisions.isOpen(p)) {
      int before = level;
      level = search.decide(level, p, search.book.update(p));
      isStuck = level <= before;
    }
    return level;
  }

  /** Fills the candidates; returns the rule that they keep. */
  private int upgrades(int p, int rule) {
    int special = search.book.specialUpdates(p);
    if (special != 0) {
      return specialUpgrades(p, rule, special);
    }
    for (int i = 0, literal; (literal = search.clauses.literal(rule, i)) != 0; i++) {
      if (search.decisions.isInstalled(literal)) {
        candidates.clear();
        return rule;
      }
      if (search.decisions.isOpen(literal)) {
        candidates.add(literal);
      }
    }
    return rule;
  }

  /** Upgrades that stand beside the installed package: only the best will do. */
  private int specialUpgrades(int p, int rule, int list) {
    if (search.clauses.first(rule) == p && !search.decisions.isRejected(p)) {
      candidates.add(p);
    }
    for (int at = list; pool.lists().get(at) != 0; at++) {
      if (!search.decisions.isRejected(pool.lists().get(at))) {
        candidates.add(pool.lists().get(at));
      }
    }
    search.task.keepTargets(p, candidates);
    if (candidates.isEmpty()) {
      return rule;
    }
    search.preferences.filter(candidates, Preferences.Mode.CHOOSE);
    int best = candidates.get(0);
    if (best == p || !search.decisions.isOpen(best)) {
      candidates.clear();
      return rule;
    }
    candidates.truncate(1);
    return search.book.featureOrUpdate(p);
  }

  /** What was not decided about goes. */
  int finish(int from) {
    again = false;
    int level = from;
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      if (search.decisions.isOpen(p)) {
        int before = level;
        level = search.decide(level, -p, 0);
        if (level < before) {
          again = true;
          return level;
        }
      }
    }
    return level;
  }

  /** Whether {@link #finish} ran into a conflict. */
  boolean isAgain() {
    return again;
  }
}
