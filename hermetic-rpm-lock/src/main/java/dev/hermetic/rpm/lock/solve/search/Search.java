package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.policy.Fulfilment;
import dev.hermetic.rpm.lock.solve.policy.Preferences;
import dev.hermetic.rpm.lock.solve.policy.WeakCandidates;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.SolverLimit;
import dev.hermetic.rpm.lock.solve.rules.Clauses;
import dev.hermetic.rpm.lock.solve.rules.RuleBook;
import dev.hermetic.rpm.lock.solve.rules.RuleMaker;
import dev.hermetic.rpm.lock.solve.rules.RuleRelaxation;
import dev.hermetic.rpm.lock.solve.rules.Task;
import java.util.ArrayList;
import java.util.List;

/** A search for a set of packages that keeps all rules. For one thread, and used once. */
public final class Search {
  private static final int MAX_CONFLICTS = 200_000;

  final PackagePool pool;
  final Task task;
  final RuleBook book;
  final Clauses clauses;
  final Decisions decisions;
  final WeakCandidates wanted;
  final Fulfilment fulfilment;
  final Preferences preferences;
  final Propagation propagation;
  final Learning learning;
  final List<Branch> branches = new ArrayList<>();
  private final PackedLiterals literals;
  private final Unsolvable unsolvable;
  private final FutureInstalled future;
  private int conflicts;
  private boolean withFuture;

  private Search(Task task) {
    this.task = task;
    this.pool = task.pool();
    pool.work().restart();
    this.decisions = new Decisions(pool.size());
    this.wanted = new WeakCandidates(pool, decisions);
    this.fulfilment = new Fulfilment(pool, decisions);
    this.preferences =
        new Preferences(pool, decisions, wanted, fulfilment, task.settings().locales());
    this.book = RuleMaker.make(task, fulfilment, preferences);
    this.clauses = book.clauses();
    this.literals = new PackedLiterals(clauses, pool.lists(), decisions);
    this.propagation = new Propagation(clauses, literals, decisions, pool);
    this.learning = new Learning(book, decisions);
    this.unsolvable = new Unsolvable(this);
    this.future = new FutureInstalled(this);
  }

  /** Searches. */
  public static Search run(Task task) {
    Search search = new Search(task);
    search.run();
    return search;
  }

  /** What was decided. */
  public Decisions decisions() {
    return decisions;
  }

  /** The rules. */
  public RuleBook book() {
    return book;
  }

  /** What stood in the way, each given up in turn; empty when all rules were kept. */
  public List<Problem> problems() {
    return unsolvable.problems();
  }

  /** The rules that a learned rule comes from. */
  public int[] proofOf(int learned) {
    IntList found = new IntList();
    for (int at = learning.proof(learned); learning.proofs().get(at) != 0; at++) {
      found.add(learning.proofs().get(at));
    }
    return found.toArray();
  }

  /**
   * Certainties first, then what was asked for, what is installed, what all of these depend on,
   * what is recommended; at last choices are taken back that turned out to be needless. Whoever
   * runs into a conflict returns a lower level, and all begins anew from there.
   */
  private void run() {
    JobPhase jobs = new JobPhase(this);
    InstalledPhase installed = new InstalledPhase(this);
    DependencyPhase dependencies = new DependencyPhase(this);
    WeakPhase weak = new WeakPhase(this);
    int level = 0;
    int system = 1;
    while (true) {
      if (level <= 0) {
        if (level < 0) {
          return;
        }
        unsolvable.assertions();
        int conflict = propagation.propagate(1);
        level = 1;
        if (conflict != 0) {
          level = unsolvable.analyze(conflict);
          continue;
        }
        system = 2;
      }
      int before = level;
      if (level < system) {
        withFuture = pool.hasInstalled();
        level = jobs.resolve(level);
        withFuture = false;
        if (level < before) {
          continue;
        }
        system = level + 1;
      }
      if (level < system && pool.hasInstalled()) {
        before = level;
        level = installed.resolve(level);
        if (level < before) {
          continue;
        }
        system = level + 1;
      }
      system = Math.min(system, level);
      before = level;
      level = dependencies.resolve(level);
      if (level < before) {
        continue;
      }
      if (task.settings().weakDependencies()) {
        level = weak.resolve(level);
        if (weak.isAgain()) {
          continue;
        }
      }
      level = installed.finish(level);
      if (installed.isAgain()) {
        continue;
      }
      if (RuleRelaxation.brokenChoicesUp(book, decisions)) {
        reset();
        level = 0;
        continue;
      }
      int better = minimize();
      if (better < 0) {
        return;
      }
      level = better;
    }
  }

  /**
   * Decides, follows, and learns from what goes wrong.
   *
   * @param literal what to decide on the next level, 0 for nothing
   * @param rule which is to be kept by it, 0 for none
   * @return the level reached, lower than {@code level} when something was learned; 0 to begin
   *     anew; -1 when there is no hope
   */
  int decide(int level, int literal, int rule) {
    int reached = level;
    if (literal != 0) {
      reached++;
      decisions.decide(literal, reached, -rule);
    }
    int conflict;
    while ((conflict = propagation.propagate(reached)) != 0) {
      if (++conflicts > MAX_CONFLICTS) {
        throw SolverLimit.exceeded("more than " + MAX_CONFLICTS + " conflicts");
      }
      if (reached == 1) {
        return unsolvable.analyze(conflict);
      }
      int learned = learning.learn(reached, conflict);
      reached = learning.jump();
      revert(reached);
      add(learned, reached);
    }
    return reached;
  }

  private void add(int literal, int level) {
    int rule = clauses.addAll(literal, learning.others());
    if (clauses.isAssertion(rule)) {
      unsolvable.addAssertion(rule);
    } else {
      propagation.watch(rule, literals.highest(rule));
    }
    decisions.decide(literal, level, rule);
  }

  /** Takes all decisions above a level back, and the branches from there on. */
  void revert(int level) {
    undo(level);
    while (!branches.isEmpty() && branches.get(branches.size() - 1).level() >= level) {
      branches.remove(branches.size() - 1);
    }
  }

  private void undo(int level) {
    while (decisions.size() > 0 && decisions.levelOf(decisions.get(decisions.size() - 1)) > level) {
      decisions.undo();
    }
    propagation.reverted(decisions.size());
    wanted.reverted();
  }

  /** Forgets all decisions; rules were given up. */
  void reset() {
    while (decisions.size() > 0) {
      decisions.undo();
    }
    propagation.reverted(0);
    wanted.forget();
    branches.clear();
    learning.refresh();
  }

  /** Takes the best of some candidates. */
  int install(int level, IntList candidates, int rule) {
    if (candidates.size() > 1) {
      preferences.filter(candidates, Preferences.Mode.CHOOSE);
    }
    if (candidates.size() > 1 && withFuture) {
      future.order(level, candidates);
    }
    branch(level, candidates);
    return decide(level, candidates.get(0), rule);
  }

  /** Remembers that there was a choice. */
  void branch(int level, IntList candidates) {
    if (candidates.size() > 1) {
      branches.add(new Branch(candidates, level));
    }
  }

  /** Takes a needless choice back; -1 when there is none. */
  private int minimize() {
    wanted.update();
    int found = -1;
    int candidate = -1;
    for (int i = branches.size() - 1; i >= 0; i--) {
      int better = better(branches.get(i));
      if (better >= 0) {
        found = i;
        candidate = better;
      }
    }
    return found < 0 ? -1 : take(found, candidate);
  }

  /**
   * A candidate that came in anyway, or that is recommended while the one taken is not; -1 for
   * none.
   */
  private int better(Branch branch) {
    int recommended = -1;
    pool.work().add(branch.size());
    for (int i = 0; i < branch.size(); i++) {
      int p = branch.candidate(i);
      if (branch.isTaken(i)) {
        continue;
      }
      if (decisions.level(p) > branch.level()) {
        return i;
      }
      if (recommended < 0 && preferences.isRecommended(p)) {
        recommended = i;
      }
    }
    for (int i = 0; i < branch.size() && recommended >= 0; i++) {
      int p = branch.candidate(i);
      if (branch.isTaken(i)
          && decisions.level(p) == branch.level() + 1
          && !preferences.isRecommended(p)) {
        return recommended;
      }
    }
    return -1;
  }

  private int take(int index, int candidate) {
    Branch branch = branches.get(index);
    branch.take(candidate);
    int first = decisions.size();
    while (decisions.levelOf(decisions.get(first - 1)) > branch.level()) {
      first--;
    }
    int rule = Math.max(0, -decisions.reason(first));
    undo(branch.level());
    while (branches.size() > index + 1) {
      branches.remove(branches.size() - 1);
    }
    return decide(branch.level(), branch.candidate(candidate), rule);
  }
}
