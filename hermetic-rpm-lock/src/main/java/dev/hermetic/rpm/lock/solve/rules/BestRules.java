package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.policy.Preferences;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import java.util.BitSet;

/** The rules that let only the best versions do. */
final class BestRules {
  private final RuleBook book;
  private final PackagePool pool;
  private final Preferences preferences;

  BestRules(RuleBook book, Preferences preferences) {
    this.book = book;
    this.pool = book.task.pool();
    this.preferences = preferences;
  }

  void make() {
    book.begin(RuleKind.BEST);
    int start = book.start(RuleKind.JOB);
    for (int rule = start; rule < book.end(RuleKind.JOB, start); rule++) {
      Job job = book.task.jobs().get(book.job(rule));
      boolean first = rule == start || book.job(rule) != book.job(rule - 1);
      if (first && isInstall(job) && job.has(Modifier.BEST)) {
        install(rule);
      }
    }
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      if (book.task.isUpdate(p) && book.task.isBestUpdate(p)) {
        update(p);
      }
    }
    book.end(RuleKind.BEST);
  }

  private static boolean isInstall(Job job) {
    return job.kind() == Job.Kind.INSTALL || job.kind() == Job.Kind.CONDITION;
  }

  /** Puts what a rule holds without in front of what it is better kept by. */
  private IntList withNegatives(int rule, IntList best) {
    IntList all = new IntList();
    for (int i = 0, literal; (literal = book.clauses.literal(rule, i)) != 0; i++) {
      if (literal < 0) {
        all.add(literal);
      }
    }
    for (int i = 0; i < best.size(); i++) {
      all.add(best.get(i));
    }
    return all;
  }

  private IntList packages(int rule) {
    IntList found = new IntList();
    for (int i = 0, literal; (literal = book.clauses.literal(rule, i)) != 0; i++) {
      if (literal > 0) {
        found.add(literal);
      }
    }
    return found;
  }

  private void install(int rule) {
    IntList candidates = packages(rule);
    int before = candidates.size();
    if (before == 0) {
      return;
    }
    IntList free = unlocked(candidates);
    preferences.filter(candidates, Preferences.Mode.BEST_ONLY);
    if (candidates.size() < before) {
      addBest(free, candidates);
      int best = add(withNegatives(rule, candidates), -rule);
      if (book.task.jobs().get(book.job(rule)).has(Modifier.WEAK)) {
        book.weakRules.add(best);
      }
    }
  }

  /** The candidates that no lock keeps out; none when there are no locks. */
  private IntList unlocked(IntList candidates) {
    IntList free = new IntList();
    for (int i = 0; i < candidates.size() && book.task.hasLocks(); i++) {
      int p = candidates.get(i);
      if (pool.isInstalled(p) || !book.task.isLocked(p)) {
        free.add(p);
      }
    }
    return free;
  }

  /** The best of what no lock keeps out will do as well. */
  private void addBest(IntList free, IntList best) {
    if (free.isEmpty()) {
      return;
    }
    for (int i = 0; i < free.size(); i++) {
      if (book.task.isLocked(free.get(i))) {
        best.addUnique(free.get(i));
      }
    }
    preferences.filter(free, Preferences.Mode.BEST_ONLY);
    for (int i = 0; i < free.size(); i++) {
      best.addUnique(free.get(i));
    }
  }

  private int add(IntList best, int about) {
    int first = best.removeFirst();
    int rule = book.clauses.addAll(first, best);
    book.bestOf.add(about);
    return rule;
  }

  private void update(int p) {
    boolean ofAll = book.task.settings().bestOfAll();
    IntList best = candidates(p, ofAll ? book.featureOrUpdate(p) : book.update(p));
    if (best.isEmpty()) {
      return;
    }
    if (!ofAll && !book.clauses.isNothing(book.feature(p))) {
      IntList any = candidates(p, book.feature(p));
      for (int i = 0; i < any.size(); i++) {
        best.addUnique(any.get(i));
      }
    }
    if (book.task.mayUninstall(p)) {
      onlyBest(p, best);
    } else {
      add(best, p);
    }
  }

  private IntList candidates(int p, int rule) {
    IntList found = new IntList();
    int special = book.specialUpdates(p);
    if (special != 0 && rule == book.update(p)) {
      found.add(p);
      pool.lists().copy(special, found);
    } else {
      found = packages(rule);
    }
    book.task.keepTargets(p, found);
    if (!found.isEmpty()) {
      IntList free = unlocked(found);
      preferences.filter(found, Preferences.Mode.BEST_ONLY);
      if (book.task.isLocked(p)) {
        found.addUnique(p);
      }
      addBest(free, found);
    }
    return found;
  }

  /** A package that may also go: each that is not the best only together with it. */
  private void onlyBest(int p, IntList best) {
    BitSet good = new BitSet();
    for (int i = 0; i < best.size(); i++) {
      good.set(best.get(i));
    }
    IntList all = packages(book.featureOrUpdate(p));
    for (int i = 0; i < all.size(); i++) {
      if (!good.get(all.get(i))) {
        book.clauses.addAll(-all.get(i), best);
        book.bestOf.add(p);
      }
    }
  }
}
