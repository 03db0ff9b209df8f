package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.Clauses;
import dev.hermetic.rpm.lock.solve.rules.RuleBook;
import dev.hermetic.rpm.lock.solve.rules.RuleKind;
import dev.hermetic.rpm.lock.solve.rules.RuleRelaxation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds out which rules cannot all be kept, and gives up what may be: the last weak rule; an
 * installed package that may go; else all that is not about dependencies, which makes a {@link
 * Problem}. For one thread.
 */
final class Unsolvable {
  private final Search search;
  private final RuleBook book;
  private final Clauses clauses;
  private final IntList assertions = new IntList();
  private final List<Problem> problems = new ArrayList<>();
  private IntList causes = new IntList();
  private IntList weak = new IntList();
  private IntList proof = new IntList();
  private BitSet seen = new BitSet();

  Unsolvable(Search search) {
    this.search = search;
    this.book = search.book;
    this.clauses = book.clauses();
    for (int rule = 1; rule < clauses.end(); rule++) {
      if (clauses.isAssertion(rule)) {
        assertions.add(rule);
      }
    }
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** A learned rule of one literal counts as certain from now on. */
  void addAssertion(int rule) {
    assertions.add(rule);
  }

  private void begin() {
    causes = new IntList();
    weak = new IntList();
    proof = new IntList();
    seen = new BitSet();
  }

  /**
   * Judges a conflict among certainties.
   *
   * @return 0 to begin anew without what was given up, -1 when there is nothing to give up
   */
  int analyze(int conflict) {
    begin();
    BitSet involved = new BitSet();
    involve(conflict, involved);
    for (int at = search.decisions.size() - 1; at >= 0; at--) {
      int p = Math.abs(search.decisions.get(at));
      if (involved.get(p) && p != PackagePool.SYSTEM) {
        involve(search.decisions.reason(at), involved);
      }
    }
    if (!weak.isEmpty()) {
      giveUpLastWeak();
      search.reset();
      return 0;
    }
    if (uninstall()) {
      search.reset();
      return 0;
    }
    report();
    if (causes.isEmpty()) {
      return -1;
    }
    giveUp();
    search.reset();
    return 0;
  }

  private void involve(int rule, BitSet involved) {
    proof.add(rule);
    blame(rule);
    for (int i = 0, literal; (literal = clauses.literal(rule, i)) != 0; i++) {
      if (!search.decisions.isTrue(literal)) {
        involved.set(Math.abs(literal));
      }
    }
  }

  /** Follows learned rules to those they come from. */
  private void blame(int first) {
    IntList stack = IntList.of(first);
    while (!stack.isEmpty()) {
      int rule = stack.removeLast();
      if (rule >= book.start(RuleKind.LEARNED)) {
        if (!seen.get(rule)) {
          seen.set(rule);
          int[] from = search.proofOf(rule);
          for (int i = from.length - 1; i >= 0; i--) {
            stack.add(from[i]);
          }
        }
        continue;
      }
      if (book.isWeak(rule)) {
        weak.add(rule);
      }
      if (!book.isOfPackages(rule)) {
        causes.addUnique(RuleRelaxation.cause(book, rule));
      }
    }
  }

  private void giveUpLastWeak() {
    int last = 0;
    for (int i = 0; i < weak.size(); i++) {
      last = Math.max(last, weak.get(i));
    }
    giveUpWeak(last);
  }

  private void giveUpWeak(int rule) {
    int cause = book.is(rule, RuleKind.JOB) ? RuleRelaxation.cause(book, rule) : rule;
    if (book.is(rule, RuleKind.CHOICE)) {
      RuleRelaxation.choiceUp(book, rule);
    }
    RuleRelaxation.up(book, cause);
    RuleRelaxation.afterJob(book, cause);
  }

  /** Lets an installed package go that may, if that is a cause. */
  private boolean uninstall() {
    if (!search.task.mayUninstallSome()) {
      return false;
    }
    int lastFeature = 0;
    int lastUpdate = 0;
    for (int i = 0; i < causes.size(); i++) {
      int rule = causes.get(i);
      if (rule <= 0 || !book.is(rule, RuleKind.UPDATE)) {
        continue;
      }
      int installed = book.installed(rule);
      if (!search.task.mayUninstall(installed) || isToBeBest(installed)) {
        continue;
      }
      if (!clauses.isNothing(book.feature(installed))) {
        lastUpdate = Math.max(lastUpdate, rule);
      } else if (clauses.isAssertion(rule) && clauses.first(rule) == installed) {
        RuleRelaxation.up(book, rule);
        return true;
      } else {
        lastFeature = Math.max(lastFeature, rule);
      }
    }
    int rule = lastUpdate != 0 ? lastUpdate : lastFeature;
    if (rule != 0) {
      RuleRelaxation.up(book, rule);
    }
    return rule != 0;
  }

  /** Whether it is a cause that a package is to become the best: nothing goes because of that. */
  private boolean isToBeBest(int installed) {
    for (int i = 0; i < causes.size(); i++) {
      int rule = causes.get(i);
      if (rule > 0 && book.is(rule, RuleKind.BEST) && book.bestOf(rule) == installed) {
        return true;
      }
    }
    return false;
  }

  private void report() {
    List<Integer> why = new ArrayList<>();
    for (int i = 0; i < causes.size(); i++) {
      why.add(causes.get(i));
    }
    List<Integer> how = new ArrayList<>();
    for (int i = 0; i < proof.size(); i++) {
      how.add(proof.get(i));
    }
    problems.add(new Problem(why, how));
  }

  private void giveUp() {
    for (int i = 0; i < causes.size(); i++) {
      RuleRelaxation.up(book, causes.get(i));
    }
  }

  /** Decides what single literals leave no choice about, giving up what contradicts itself. */
  void assertions() {
    search.decisions.decide(PackagePool.SYSTEM, 1, 0);
    boolean given = false;
    while (true) {
      while (search.decisions.size() > 1) {
        search.decisions.undo();
      }
      int rule = firstContradiction(given, false);
      given = rule != 0;
      if (rule == 0) {
        rule = firstContradiction(false, true);
        if (rule == 0) {
          return;
        }
        giveUpWeak(rule);
        given = true;
      } else {
        contradiction(rule);
      }
    }
  }

  /** Decides on; returns a rule that says the opposite of what was decided, or 0. */
  private int firstContradiction(boolean given, boolean weakOnes) {
    boolean stale = given;
    for (int i = 0; i < assertions.size(); i++) {
      int rule = assertions.get(i);
      boolean learned = rule >= book.start(RuleKind.LEARNED);
      if (stale && learned) {
        search.learning.refresh();
        stale = false;
      }
      if (clauses.isDisabled(rule)
          || !clauses.isAssertion(rule)
          || book.isWeak(rule) != weakOnes
          || (weakOnes && learned)) {
        continue;
      }
      int literal = clauses.first(rule);
      if (search.decisions.isOpen(Math.abs(literal))) {
        search.decisions.decide(literal, 1, rule);
      } else if (search.decisions.isFalse(literal)) {
        if (!learned) {
          return rule;
        }
        clauses.disable(rule);
      }
    }
    return 0;
  }

  private void contradiction(int rule) {
    begin();
    int literal = clauses.first(rule);
    int other = 0;
    for (int i = 0; i < search.decisions.size(); i++) {
      if (search.decisions.get(i) == -literal) {
        other = search.decisions.reason(i);
      }
    }
    proof.add(rule);
    if (other > 0) {
      proof.add(other);
    }
    if (literal == -PackagePool.SYSTEM || book.isOfPackages(other)) {
      causes.add(book.is(rule, RuleKind.JOB) ? RuleRelaxation.cause(book, rule) : rule);
      boolean installed = book.is(rule, RuleKind.UPDATE) || book.is(rule, RuleKind.FEATURE);
      if (installed && uninstall()) {
        return;
      }
    } else {
      int end = book.start(RuleKind.LEARNED);
      for (int i = book.start(RuleKind.FEATURE); i < end; i++) {
        if (!clauses.isDisabled(i)
            && clauses.isAssertion(i)
            && Math.abs(clauses.first(i)) == Math.abs(literal)
            && !book.isWeak(i)) {
          causes.addUnique(book.is(i, RuleKind.JOB) ? RuleRelaxation.cause(book, i) : i);
        }
      }
      if (uninstall()) {
        return;
      }
    }
    report();
    giveUp();
  }
}
