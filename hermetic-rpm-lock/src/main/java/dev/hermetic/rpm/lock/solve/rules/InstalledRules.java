package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.policy.Replacements;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.HashMap;
import java.util.Map;

/**
 * Two rules for each installed package: one that keeps or upgrades it, and one that lets anything
 * replace it, which only counts once the first was given up.
 */
final class InstalledRules {
  private final RuleBook book;
  private final PackagePool pool;
  private final Replacements replacements;
  private final Map<Integer, Integer> special = new HashMap<>();

  InstalledRules(RuleBook book, Replacements replacements) {
    this.book = book;
    this.pool = book.task.pool();
    this.replacements = replacements;
  }

  void make() {
    book.begin(RuleKind.FEATURE);
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      IntList others = new IntList();
      replacements.of(p, true, others);
      book.clauses.addAll(p, others);
    }
    book.end(RuleKind.FEATURE);
    book.begin(RuleKind.UPDATE);
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      update(p);
    }
    book.end(RuleKind.UPDATE);
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      int feature = book.feature(p);
      if (book.clauses.isSame(feature, book.update(p))) {
        book.clauses.empty(feature);
      } else {
        book.clauses.disable(feature);
      }
    }
    book.specialUpdates = special;
  }

  private void update(int p) {
    IntList others = new IntList();
    replacements.of(p, false, others);
    IntList kept = new IntList();
    for (int i = 0; i < others.size(); i++) {
      int other = others.get(i);
      if (!book.task.isMultiversion(other)
          || replacements.isObsoletedBy(p, other)
          || (pool.evr(other) == pool.evr(p) && pool.arch(other) == pool.arch(p))) {
        kept.add(other);
      }
    }
    if (kept.size() < others.size() && book.task.isUpdate(p)) {
      special.put(p, pool.lists().store(others));
    }
    book.clauses.addAll(p, kept);
  }
}
