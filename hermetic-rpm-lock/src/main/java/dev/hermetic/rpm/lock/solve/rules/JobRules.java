package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import java.util.BitSet;

/** The rules that jobs stand for. */
final class JobRules {
  private final RuleBook book;
  private final PackagePool pool;

  JobRules(RuleBook book) {
    this.book = book;
    this.pool = book.task.pool();
  }

  void make() {
    book.begin(RuleKind.JOB);
    for (int index = 0; index < book.task.jobs().size(); index++) {
      Job job = book.task.jobs().get(index);
      switch (job.kind()) {
        case INSTALL -> install(job, index);
        case CONDITION -> condition(job, index);
        case ERASE -> erase(job, index);
        case LOCK -> lock(job, index);
        default -> {
          // is no clause
        }
      }
    }
    book.end(RuleKind.JOB);
  }

  private void install(Job job, int index) {
    if (job.count() == 0) {
      if (job.has(Modifier.NEEDED)) {
        rule(book.clauses.add(-PackagePool.SYSTEM, 0), job, index);
      }
      return;
    }
    IntList others = new IntList();
    for (int i = 1; i < job.count(); i++) {
      others.add(job.at(i));
    }
    rule(book.clauses.addAll(job.at(0), others), job, index);
  }

  private void condition(Job job, int index) {
    IntList clause = new IntList();
    for (int i = 0; i < job.count(); i++) {
      if (job.at(i) != 0) {
        clause.add(job.at(i));
      } else if (!clause.isEmpty()) {
        rule(book.clauses.addAll(clause.removeFirst(), clause), job, index);
        clause.clear();
      }
    }
  }

  private void erase(Job job, int index) {
    int only = 0;
    int installed = 0;
    for (int i = 0; i < job.count(); i++) {
      rule(book.clauses.add(-job.at(i), 0), job, index);
      if (pool.isInstalled(job.at(i))) {
        only = job.at(i);
        installed++;
      }
    }
    if (installed == 1 && job.count() == 1) {
      keepOut(job, index, only);
    }
  }

  /** When one certain package goes, others of its name must not come in its place. */
  private void keepOut(Job job, int index, int erased) {
    BitSet wanted = new BitSet();
    for (Job other : book.task.jobs()) {
      if (other.kind() == Job.Kind.INSTALL) {
        for (int i = 0; i < other.count(); i++) {
          wanted.set(other.at(i));
        }
      }
    }
    int at = pool.providers().ofName(pool.name(erased));
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (pool.name(p) == pool.name(erased)
          && !pool.isInstalled(p)
          && !wanted.get(p)
          && pool.coloursMeet(erased, p)) {
        rule(book.clauses.add(-p, 0), job, index);
      }
    }
  }

  private void lock(Job job, int index) {
    for (int i = 0; i < job.count(); i++) {
      int p = job.at(i);
      rule(book.clauses.add(pool.isInstalled(p) ? p : -p, 0), job, index);
    }
  }

  private void rule(int rule, Job job, int index) {
    book.jobOfRule.add(index);
    if (job.has(Modifier.WEAK)) {
      book.weakRules.add(rule);
    }
  }
}
