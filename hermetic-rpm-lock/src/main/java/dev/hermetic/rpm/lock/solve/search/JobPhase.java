package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.rules.RuleKind;

/** Decides what was asked for. For one thread. */
final class JobPhase {
  private final Search search;
  private final IntList candidates = new IntList();

  JobPhase(Search search) {
    this.search = search;
  }

  int resolve(int from) {
    int level = from;
    int start = search.book.start(RuleKind.JOB);
    int end = search.book.end(RuleKind.JOB, start);
    int rule = start;
    while (rule < end) {
      if (search.clauses.isDisabled(rule) || !isOpen(rule)) {
        rule++;
        continue;
      }
      keepInstalled();
      int before = level;
      level = search.install(level, candidates, rule);
      if (level > before) {
        rule++;
      } else if (level < before) {
        if (level < from) {
          return level;
        }
        rule = start;
      }
    }
    return level;
  }

  /** Whether a rule is not kept yet; its open literals become the candidates. */
  private boolean isOpen(int rule) {
    candidates.clear();
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
    return !candidates.isEmpty();
  }

  /** Unless it is to be upgraded, a package that is installed will do. */
  private void keepInstalled() {
    if (candidates.size() < 2 || !search.pool.hasInstalled() || search.task.updatesAll()) {
      return;
    }
    IntList installed = new IntList();
    for (int i = 0; i < candidates.size(); i++) {
      int p = candidates.get(i);
      if (search.pool.isInstalled(p)) {
        if (search.task.isUpdate(p)) {
          return;
        }
        installed.add(p);
      }
    }
    if (!installed.isEmpty()) {
      candidates.clear();
      for (int i = 0; i < installed.size(); i++) {
        candidates.add(installed.get(i));
      }
    }
  }
}
