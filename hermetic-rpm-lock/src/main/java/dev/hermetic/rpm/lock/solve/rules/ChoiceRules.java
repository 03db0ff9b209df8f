package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.policy.Preferences;
import dev.hermetic.rpm.lock.solve.policy.Replacements;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
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

  private void consider(int rule) {
    IntList replaced = new IntList();
    IntList kept = new IntList();
    boolean choice = false;
    boolean stays = false;
    for (int i = 0, p; (p = book.clauses.literal(rule, i)) != 0; i++) {
      if (p < 0) {
        stays |= pool.isInstalled(-p) && !book.task.isUpdate(-p);
        continue;
      }
      int installed = pool.isInstalled(p) ? p : replaced(p);
      if (installed == 0) {
        choice = true;
      } else if (installed == p || (!forbidden.get(p) && replacements.mayReplace(installed, p))) {
        replaced.add(installed);
        kept.add(p);
      }
    }
    if (choice && !kept.isEmpty()) {
      check(rule, replaced, kept, stays);
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

  private void check(int rule, IntList replaced, IntList kept, boolean stays) {
    offering.clear();
    mark(book, rule, offering, true);
    if (!stays) {
      dropWhatUpgradesLose(replaced, kept);
    }
    if (!kept.isEmpty() && anyUpgradeIsOutside(replaced)) {
      add(rule, kept);
    }
  }

  /** An installed package that is to be upgraded is no reason when that takes the offer away. */
  private void dropWhatUpgradesLose(IntList replaced, IntList kept) {
    int left = 0;
    for (int i = 0; i < kept.size(); i++) {
      int installed = replaced.get(i);
      if (!book.task.isUpdate(installed) || !newestLacksIt(installed)) {
        replaced.set(left, installed);
        kept.set(left++, kept.get(i));
      }
    }
    replaced.truncate(left);
    kept.truncate(left);
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
    IntList literals = new IntList();
    for (int i = 1, p; (p = book.clauses.literal(rule, i)) != 0; i++) {
      if (p < 0) {
        literals.add(p);
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      literals.add(kept.get(i));
    }
    if (first == lastFirst && last.toString().equals(literals.toString())) {
      return;
    }
    lastFirst = first;
    last = literals;
    book.weakRules.add(book.clauses.addAll(first, literals));
    book.choiceOf.add(rule);
  }

  /** Gives up a choice rule, and all others that would forbid the same packages. */
  static void disable(RuleBook book, int rule) {
    book.clauses.disable(rule);
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

  /**
   * Gives up the choice rules that something got past that was installed anyway; returns whether
   * there are any.
   */
  static boolean disableBroken(RuleBook book, Decisions decisions) {
    boolean any = false;
    int start = book.start(RuleKind.CHOICE);
    for (int rule = start; rule < book.end(RuleKind.CHOICE, start); rule++) {
      int origin = book.clauses.isDisabled(rule) ? 0 : book.choiceOf(rule);
      if (origin != 0 && !book.clauses.isDisabled(origin) && isPassed(book, rule, decisions)) {
        disable(book, rule);
        any = true;
      }
    }
    return any;
  }

  /** Whether something is to be installed that the requirement allows and the choice does not. */
  private static boolean isPassed(RuleBook book, int rule, Decisions decisions) {
    int origin = book.choiceOf(rule);
    for (int i = 0, p; (p = book.clauses.literal(origin, i)) != 0; i++) {
      if (p > 0 && decisions.isInstalled(p) && !contains(book, rule, p)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(RuleBook book, int rule, int literal) {
    for (int i = 0, p; (p = book.clauses.literal(rule, i)) != 0; i++) {
      if (p == literal) {
        return true;
      }
    }
    return false;
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
