package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.Work;
import dev.hermetic.rpm.lock.solve.rules.Clauses;
import java.util.Arrays;

/**
 * Follows decisions to what they leave no choice about. Two literals of each clause are watched;
 * the clauses that watch a literal form a chain. For one thread.
 */
final class Propagation {
  private final Clauses clauses;
  private final PackedLiterals literals;
  private final Decisions decisions;
  private final Work work;
  private final int packages;
  private final int[] heads;
  private int[] watches;
  private int[] next;
  private int done;

  /** Watches all clauses. */
  Propagation(Clauses clauses, PackedLiterals literals, Decisions decisions, PackagePool pool) {
    this.clauses = clauses;
    this.literals = literals;
    this.decisions = decisions;
    this.work = pool.work();
    this.packages = pool.size();
    this.heads = new int[2 * packages];
    this.watches = new int[2 * clauses.end()];
    this.next = new int[2 * clauses.end()];
    for (int rule = clauses.end() - 1; rule > 0; rule--) {
      if (clauses.second(rule) != 0) {
        watch(rule, clauses.second(rule));
      }
    }
  }

  /** Watches a clause by its first literal and another one. */
  void watch(int rule, int second) {
    if (2 * rule + 1 >= watches.length) {
      watches = Arrays.copyOf(watches, 4 * rule + 2);
      next = Arrays.copyOf(next, 4 * rule + 2);
    }
    link(rule, 0, clauses.first(rule));
    link(rule, 1, second);
  }

  private void link(int rule, int side, int literal) {
    watches[2 * rule + side] = literal;
    next[2 * rule + side] = heads[packages + literal];
    heads[packages + literal] = rule;
  }

  /** Decisions were taken back; the next to follow is this one. */
  void reverted(int size) {
    done = Math.min(done, size);
  }

  /** Follows all decisions; returns a clause none of whose literals holds, or 0. */
  int propagate(int level) {
    while (done < decisions.size()) {
      int conflict = follow(-decisions.get(done++), level);
      if (conflict != 0) {
        return conflict;
      }
    }
    return 0;
  }

  /** A literal became false. */
  private int follow(int literal, int level) {
    int before = -1;
    long steps = 1;
    int rule = heads[packages + literal];
    while (rule != 0) {
      int side = watches[2 * rule] == literal ? 0 : 1;
      int place = 2 * rule + side;
      int other = watches[2 * rule + 1 - side];
      int following = next[place];
      steps++;
      if (!clauses.isDisabled(rule) && !decisions.isTrue(other)) {
        int free = literals.notFalse(rule, other);
        if (free != 0) {
          if (before < 0) {
            heads[packages + literal] = following;
          } else {
            next[before] = following;
          }
          link(rule, side, free);
          rule = following;
          continue;
        }
        if (decisions.isFalse(other)) {
          work.add(steps + literals.looked());
          return rule;
        }
        decisions.decide(other, level, rule);
      }
      before = place;
      rule = following;
    }
    work.add(steps + literals.looked());
    return 0;
  }
}
