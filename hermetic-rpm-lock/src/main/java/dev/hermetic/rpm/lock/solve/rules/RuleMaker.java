package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.policy.Fulfilment;
import dev.hermetic.rpm.lock.solve.policy.ObsoleteIndex;
import dev.hermetic.rpm.lock.solve.policy.Preferences;
import dev.hermetic.rpm.lock.solve.policy.Replacements;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;

/** Makes the rules of a task. For one thread. */
public final class RuleMaker {
  private final Task task;
  private final PackagePool pool;
  private final RuleBook book;
  private final Fulfilment fulfilment;
  private final Preferences preferences;
  private final ObsoleteIndex obsoletes;
  private final Replacements replacements;

  private RuleMaker(Task task, Fulfilment fulfilment, Preferences preferences) {
    this.task = task;
    this.pool = task.pool();
    this.book = new RuleBook(task);
    this.fulfilment = fulfilment;
    this.preferences = preferences;
    this.obsoletes = new ObsoleteIndex(pool);
    this.replacements = new Replacements(pool, obsoletes, task.settings().downgrades());
  }

  /** Makes the rules. */
  public static RuleBook make(Task task, Fulfilment fulfilment, Preferences preferences) {
    RuleMaker maker = new RuleMaker(task, fulfilment, preferences);
    maker.packages();
    maker.policies();
    maker.book.finish();
    PolicyRules.disable(maker.book);
    return maker.book;
  }

  private void packages() {
    book.begin(RuleKind.REQUIRES);
    PackageRules rules = new PackageRules(task, this::add, book.packages);
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      rules.add(p);
    }
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      IntList updates = new IntList();
      replacements.of(p, true, updates);
      for (int i = 0; i < updates.size(); i++) {
        rules.add(updates.get(i));
      }
    }
    for (Job job : task.jobs()) {
      boolean installs = job.kind() == Job.Kind.INSTALL || job.kind() == Job.Kind.CONDITION;
      for (int i = 0; installs && i < job.count(); i++) {
        if (job.at(i) > 0) {
          rules.add(job.at(i));
        }
      }
    }
    weak(rules);
    book.clauses.unify();
    book.end(RuleKind.REQUIRES);
  }

  /** Adds a rule of packages, the lower of two literals first. */
  private void add(int first, int second, int rest, RuleKind kind, int dependency) {
    if (rest != 0 && pool.lists().get(rest + 1) != 0) {
      book.clauses.addList(first, rest);
      return;
    }
    int other = rest != 0 ? pool.lists().get(rest) : second;
    if (other == 0) {
      book.clauses.add(first, 0);
    } else if (first != -other) {
      book.clauses.add(Math.min(first, other), Math.max(first, other));
    }
  }

  /** Adds whatever may come in by supplementing or enhancing something that is there. */
  private void weak(PackageRules rules) {
    IntList candidates = new IntList();
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (book.isWeakCandidate(p) && (pool.isInstalled(p) || pool.isInstallable(p))) {
        candidates.add(p);
      }
    }
    boolean again = true;
    while (again) {
      again = false;
      for (int i = 0; i < candidates.size(); i++) {
        int p = candidates.get(i);
        if (!book.packages.get(p)
            && (isPossible(p, DependencyKind.SUPPLEMENTS)
                || isPossible(p, DependencyKind.ENHANCES))) {
          rules.add(p);
          again = true;
        }
      }
    }
  }

  private boolean isPossible(int p, DependencyKind kind) {
    int at = pool.dependencies(p, kind);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      if (fulfilment.isPossible(dependency, book.packages)) {
        return true;
      }
    }
    return false;
  }

  private void policies() {
    new InstalledRules(book, replacements).make();
    new JobRules(book).make();
    new InferiorArchRules(book).make();
    new BestRules(book, preferences).make();
    if (task.settings().obsoleteGroups()) {
      new ObsoleteGroupRules(book, obsoletes, preferences).make();
    }
    new ChoiceRules(book, preferences, replacements).make();
  }
}
