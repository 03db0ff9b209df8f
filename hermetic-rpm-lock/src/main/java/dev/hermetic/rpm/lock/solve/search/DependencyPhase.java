package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.policy.Preferences;
import dev.hermetic.rpm.lock.solve.pool.IntList;

/**
 * Decides what is needed by what was decided, rule by rule; those first where quality leaves one
 * candidate. For one thread.
 */
final class DependencyPhase {
  private final Search search;
  private final IntList candidates = new IntList();

  DependencyPhase(Search search) {
    this.search = search;
  }

  int resolve(int from) {
    int level = from;
    int postponed = 0;
    int rule = 1;
    int unchanged = 1;
    while (true) {
      if (unchanged >= search.clauses.end()) {
        if (postponed <= 0) {
          return level;
        }
        rule = postponed;
        postponed = -1;
        unchanged = 1;
      }
      if (rule == search.clauses.end()) {
        search.pool.work().add(rule);
        rule = 1;
      }
      if (!search.clauses.isDisabled(rule) && isOpen(rule)) {
        if (postponed >= 0) {
          search.preferences.filter(candidates, Preferences.Mode.DROP_ONLY);
        }
        if (candidates.size() > 1 && postponed >= 0) {
          postponed = postponed == 0 ? rule : postponed;
        } else {
          level = search.install(level, candidates, rule);
          if (level < from) {
            return level;
          }
          unchanged = 0;
        }
      }
      rule++;
      unchanged++;
    }
  }

  /** Whether a rule is not kept yet; its open literals become the candidates, at least two. */
  private boolean isOpen(int rule) {
    int first = search.clauses.first(rule);
    int rest = search.clauses.rest(rule);
    if (first < 0 && (rest == 0 || !search.decisions.isInstalled(-first))) {
      return false;
    }
    candidates.clear();
    if (rest == 0) {
      int second = search.clauses.second(rule);
      if (second <= 0 || !search.decisions.isOpen(first) || !search.decisions.isOpen(second)) {
        return false;
      }
      candidates.add(first, second);
      return true;
    }
    search.pool.work().add(1);
    for (int i = 0, literal; (literal = search.clauses.literal(rule, i)) != 0; i++) {
      if (literal < 0
          ? !search.decisions.isInstalled(-literal)
          : search.decisions.isInstalled(literal)) {
        return false;
      }
      if (literal > 0 && search.decisions.isOpen(literal)) {
        candidates.add(literal);
      }
    }
    return candidates.size() > 1;
  }
}
