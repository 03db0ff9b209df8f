package dev.hermetic.rpm.solve.rules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.solve.policy.Preferences;
import dev.hermetic.rpm.solve.policy.Replacements;
import dev.hermetic.rpm.solve.pool.IntList;
import dev.hermetic.rpm.solve.pool.PackagePool;
import java.util.BitSet;

/**
 * Weak copies of requirements that leave out what has nothing to do with installed packages: rather
 * upgrade one that would do than bring in another name.
 */
final class ChoiceRules {
  private final RuleBook book;
  private final PackagePool pool;
  private final Preferences preferences;
  private final Replacements replacements;
  private final BitSet forbidden = new BitSet();
  private final BitSet offering = new BitSet();
  private final BitSet wanted = new BitSet();
  private int lastFirst;
  private IntList last = new IntList();

  ChoiceRules(RuleBook book, Preferences preferences, Replacements replacements) {
    this.book = book;
    this.pool = book.task.pool();
    this.preferences = preferences;
    this.replacements = replacements;
  }

  void make() {
    book.begin(RuleKind.CHOICE);
    if (pool.hasInstalled()) {
      findWanted();
      int start = book.start(RuleKind.INFERIOR_ARCH);
      for (int rule = start; rule < book.end(RuleKind.INFERIOR_ARCH, start); rule++) {
        if (book.clauses.isAssertion(rule)) {
          forbidden.set(-book.clauses.first(rule));
        }
      }
      for (int rule = 1; rule < book.end(RuleKind.REQUIRES, 1); rule++) {
        if (book.clauses.first(rule) < 0
            && (book.clauses.rest(rule) != 0 || book.clauses.second(rule) > 0)) {
          consider(rule);
        }
      }
    }
    book.end(RuleKind.CHOICE);
  }

  /** What was asked for may well be new: dnf is seen to use it where it offers what is required. */
  private void findWanted() {
    for (Job job : book.task.jobs()) {
      for (int i = 0; job.kind() == Job.Kind.INSTALL && i < job.count(); i++) {
        wanted.set(job.at(i));
      }
    }
  }

  private void consider(int rule) {
    IntList kept = new IntList();
    IntList upgrades = new IntList();
    boolean choice = false;
    for (int i = 0, p; (p = book.clauses.literal(rule, i)) != 0; i++) {
      if (p < 0) {
        continue;
      }
      if (pool.isInstalled(p)) {
        kept.add(p);
        continue;
      }
      int replaced = replaced(p);
      if (replaced == 0 && wanted.get(p)) {
        kept.add(p);
      } else if (replaced == 0) {
        choice = true;
      } else if (!forbidden.get(p) && replacements.mayReplace(replaced, p)) {
        upgrades.add(replaced, p);
        kept.add(p);
      }
    }
    if (choice && !kept.isEmpty() && !upgrades.isEmpty()) {
      check(rule, kept, upgrades);
    }
  }

  /** The installed package that a package would take the place of, or 0. */
  private int replaced(int p) {
    int at = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(at)) != 0; at++) {
      if (pool.isInstalled(other)
          && pool.name(other) == pool.name(p)
          && pool.coloursMeet(p, other)) {
        return other;
      }
    }
    int list = pool.dependencies(p, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(list)) != 0; list++) {
      at = pool.providers().of(dependency);
      for (int other; (other = pool.lists().get(at)) != 0; at++) {
        if (pool.isInstalled(other) && pool.matchesName(other, dependency)) {
          return other;
        }
      }
    }
    return 0;
  }

  private void check(int rule, IntList kept, IntList upgrades) {
    offering.clear();
    for (int i = 0, p; (p = book.clauses.literal(rule, i)) != 0; i++) {
      if (p > 0) {
        offering.set(p);
      }
    }
    boolean newest = isByNewest(rule);
    IntList replaced = new IntList();
    for (int i = 0; i < upgrades.size(); i += 2) {
      if (newest && newestLacksIt(upgrades.get(i))) {
        remove(kept, upgrades.get(i + 1));
      } else {
        replaced.add(upgrades.get(i));
      }
    }
    if (!kept.isEmpty() && !replaced.isEmpty() && anyUpgradeIsOutside(replaced)) {
      add(rule, kept);
    }
  }

  /** Whether those that require are what installed packages would be upgraded to, if to any. */
  private boolean isByNewest(int rule) {
    for (int i = 0, p; (p = book.clauses.literal(rule, i)) < 0; i++) {
      int installed = pool.isInstalled(-p) ? -p : replaced(-p);
      if (installed != 0 && !isNewest(installed, -p)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNewest(int installed, int p) {
    IntList updates = packages(book.updateOrFeature(installed));
    if (updates.size() > 1) {
      preferences.filter(updates, Preferences.Mode.CHOOSE);
    }
    return updates.contains(p);
  }

  private static void remove(IntList from, int value) {
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i) == value) {
        from.removeRange(i, i + 1);
        i--;
      }
    }
  }

  /** Whether the newest versions of an installed package no longer offer what is required. */
  private boolean newestLacksIt(int installed) {
    IntList updates = packages(book.updateOrFeature(installed));
    if (updates.isEmpty()) {
      return false;
    }
    boolean all = true;
    for (int i = 0; i < updates.size(); i++) {
      all &= offering.get(updates.get(i));
    }
    if (all) {
      return false;
    }
    if (updates.size() > 1) {
      preferences.filter(updates, Preferences.Mode.CHOOSE);
    }
    for (int i = 0; i < updates.size(); i++) {
      if (offering.get(updates.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean anyUpgradeIsOutside(IntList replaced) {
    for (int i = 0; i < replaced.size(); i++) {
      IntList updates = packages(book.updateOrFeature(replaced.get(i)));
      for (int j = 0; j < updates.size(); j++) {
        if (!offering.get(updates.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  private IntList packages(int rule) {
    IntList found = new IntList();
    for (int i = 0, p; (p = book.clauses.literal(rule, i)) != 0; i++) {
      found.add(p);
    }
    return found;
  }

  private void add(int rule, IntList kept) {
    int first = book.clauses.first(rule);
    if (first == lastFirst && last.toString().equals(kept.toString())) {
      return;
    }
    lastFirst = first;
    last = kept;
    book.weakRules.add(book.clauses.addAll(first, kept));
    book.choiceOf.add(rule);
  }

  /** Gives up a choice rule, and all others that would forbid the same packages. */
  static void disable(RuleBook book, int rule) {
    BitSet left = new BitSet();
    mark(book, book.choiceOf(rule), left, true);
    mark(book, rule, left, false);
    int start = book.start(RuleKind.CHOICE);
    for (int other = start; other < book.end(RuleKind.CHOICE, start); other++) {
      if (!book.clauses.isDisabled(other) && meets(book, book.choiceOf(other), left)) {
        book.clauses.disable(other);
      }
    }
  }

  private static void mark(RuleBook book, int rule, BitSet packages, boolean value) {
    for (int i = 0, p; (p = book.clauses.literal(rule, i)) != 0; i++) {
      if (p > 0) {
        packages.set(p, value);
      }
    }
  }

  private static boolean meets(RuleBook book, int rule, BitSet packages) {
    for (int i = 0, p; (p = book.clauses.literal(rule, i)) != 0; i++) {
      if (p > 0 && packages.get(p)) {
        return true;
      }
    }
    return false;
  }
}
