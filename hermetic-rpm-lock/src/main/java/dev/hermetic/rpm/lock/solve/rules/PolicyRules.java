package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import java.util.BitSet;

/** Switches rules of policy off that jobs contradict, and on again when a job is given up. */
final class PolicyRules {
  private final RuleBook book;
  private final PackagePool pool;
  private final BitSet names = new BitSet();
  private final BitSet installed = new BitSet();

  private PolicyRules(RuleBook book) {
    this.book = book;
    this.pool = book.task.pool();
  }

  /** Switches off what the jobs contradict that were not given up. */
  public static void disable(RuleBook book) {
    PolicyRules rules = new PolicyRules(book);
    rules.addEnabled();
    for (int p = PackagePool.FIRST; p < rules.pool.installedEnd(); p++) {
      book.keepBack(p, rules.installed.get(p));
      if (rules.installed.get(p)) {
        book.clauses.disable(book.update(p));
        book.clauses.disable(book.feature(p));
        rules.best(p, true);
      }
    }
    rules.inferior(true);
  }

  /** A job was given up: switches on what no other job contradicts. */
  public static void enable(RuleBook book, int job) {
    PolicyRules of = new PolicyRules(book);
    of.add(book.task.jobs().get(job));
    PolicyRules others = new PolicyRules(book);
    others.addEnabled();
    of.names.andNot(others.names);
    of.installed.andNot(others.installed);
    for (int p = of.installed.nextSetBit(0); p >= 0; p = of.installed.nextSetBit(p + 1)) {
      book.keepBack(p, false);
      book.clauses.enable(book.updateOrFeature(p));
      of.best(p, false);
    }
    of.inferior(false);
  }

  private void addEnabled() {
    int last = -1;
    int start = book.start(RuleKind.JOB);
    for (int rule = start; rule < book.end(RuleKind.JOB, start); rule++) {
      if (!book.clauses.isDisabled(rule) && book.job(rule) != last) {
        last = book.job(rule);
        add(book.task.jobs().get(last));
      }
    }
  }

  private void add(Job job) {
    if (job.kind() == Job.Kind.ERASE) {
      for (int i = 0; i < job.count(); i++) {
        if (pool.isInstalled(job.at(i))) {
          installed.set(job.at(i));
        }
      }
    } else if (job.kind() == Job.Kind.INSTALL && hasSet(job)) {
      install(job);
    }
  }

  private static boolean hasSet(Job job) {
    return job.has(Modifier.SET_ARCH) || job.has(Modifier.SET_EVR) || job.has(Modifier.SET_NAME);
  }

  private void install(Job job) {
    if (job.has(Modifier.SET_ARCH)) {
      addInferior(job);
    }
    if (!pool.hasInstalled()) {
      return;
    }
    BitSet replaced = new BitSet();
    for (int i = 0; i < job.count(); i++) {
      if (pool.isInstalled(job.at(i))) {
        return;
      }
      BitSet by = replacedBy(job.at(i));
      if (i == 0) {
        replaced = by;
      } else {
        replaced.and(by);
      }
    }
    for (int p = replaced.nextSetBit(0); p >= 0; p = replaced.nextSetBit(p + 1)) {
      if (allMayReplace(job, p)) {
        installed.set(p);
      }
    }
  }

  /** Adds the names of which the job has inferior architectures. */
  private void addInferior(Job job) {
    BitSet inferior = new BitSet();
    int start = book.start(RuleKind.INFERIOR_ARCH);
    for (int rule = start; rule < book.end(RuleKind.INFERIOR_ARCH, start); rule++) {
      inferior.set(-book.clauses.first(rule));
    }
    for (int i = 0; i < job.count(); i++) {
      if (inferior.get(job.at(i))) {
        names.set(pool.name(job.at(i)));
      }
    }
  }

  private BitSet replacedBy(int p) {
    BitSet found = new BitSet();
    int at = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(at)) != 0; at++) {
      if (pool.isInstalled(other)
          && !book.task.isMultiversion(p)
          && pool.name(other) == pool.name(p)
          && pool.coloursMeet(p, other)) {
        found.set(other);
      }
    }
    int list = pool.dependencies(p, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(list)) != 0; list++) {
      at = pool.providers().of(dependency);
      for (int other; (other = pool.lists().get(at)) != 0; at++) {
        if (pool.isInstalled(other) && pool.matchesName(other, dependency)) {
          found.set(other);
        }
      }
    }
    return found;
  }

  private boolean allMayReplace(Job job, int replaced) {
    boolean downgrades = book.task.settings().downgrades() || job.has(Modifier.SET_EVR);
    for (int i = 0; i < job.count(); i++) {
      boolean older =
          pool.name(replaced) == pool.name(job.at(i))
              && pool.compareVersions(replaced, job.at(i)) > 0;
      if (older && !downgrades) {
        return false;
      }
      int left = pool.archScore(replaced);
      int right = pool.archScore(job.at(i));
      if (!job.has(Modifier.SET_ARCH)
          && pool.arch(replaced) != pool.arch(job.at(i))
          && left != ArchPolicy.NOARCH
          && right != ArchPolicy.NOARCH
          && !ArchPolicy.sameClass(left, right)) {
        return false;
      }
    }
    return true;
  }

  private void best(int p, boolean off) {
    int start = book.start(RuleKind.BEST);
    for (int rule = start; rule < book.end(RuleKind.BEST, start); rule++) {
      if (book.bestOf(rule) == p) {
        toggle(rule, off);
      }
    }
  }

  private void inferior(boolean off) {
    int start = book.start(RuleKind.INFERIOR_ARCH);
    for (int rule = start; rule < book.end(RuleKind.INFERIOR_ARCH, start); rule++) {
      if (names.get(pool.name(-book.clauses.first(rule)))) {
        toggle(rule, off);
      }
    }
  }

  private void toggle(int rule, boolean off) {
    if (off) {
      book.clauses.disable(rule);
    } else {
      book.clauses.enable(rule);
    }
  }
}
