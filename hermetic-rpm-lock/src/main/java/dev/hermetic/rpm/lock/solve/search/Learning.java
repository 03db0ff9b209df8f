package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.SolverLimit;
import dev.hermetic.rpm.lock.solve.rules.Clauses;
import dev.hermetic.rpm.lock.solve.rules.RuleBook;
import dev.hermetic.rpm.lock.solve.rules.RuleKind;
import java.util.BitSet;

/**
 * Learns a clause from a conflict: what, decided earlier, would have left no choice. Remembers from
 * which rules each was learned. For one thread.
 */
final class Learning {
  private static final int MAX_PROOFS = 30_000_000;

  private final RuleBook book;
  private final Clauses clauses;
  private final Decisions decisions;
  private final IntList proofs = IntList.of(0);
  private final IntList proofOf = new IntList();

  private BitSet seen = new BitSet();
  private IntList others = new IntList();
  private int onLevel;
  private int certain;
  private int jump;

  Learning(RuleBook book, Decisions decisions) {
    this.book = book;
    this.clauses = book.clauses();
    this.decisions = decisions;
  }

  /** The level to jump back to, of what {@link #learn} found last. */
  int jump() {
    return jump;
  }

  /** The literals besides the first, of what {@link #learn} found last. */
  IntList others() {
    return others;
  }

  /** Finds the first literal of the clause to learn from a conflict on a level above 1. */
  int learn(int level, int conflict) {
    seen = new BitSet();
    others = new IntList();
    onLevel = 0;
    certain = 0;
    jump = 1;
    if (proofs.size() > MAX_PROOFS) {
      throw SolverLimit.exceeded("conflicts of more than " + MAX_PROOFS + " rules");
    }
    proofOf.add(proofs.size());
    int at = decisions.size();
    int literal = 0;
    int rule = conflict;
    while (true) {
      if (rule > 0) {
        proofs.add(rule);
        visit(rule, level);
      }
      if (onLevel == 0 && (literal == 0 || --certain == 0)) {
        break;
      }
      do {
        at--;
      } while (!seen.get(Math.abs(decisions.get(at))));
      seen.clear(Math.abs(decisions.get(at)));
      rule = decisions.reason(at);
      if (onLevel > 0 && --onLevel == 0) {
        literal = -decisions.get(at);
        if (certain == 0) {
          break;
        }
        // From here on only what is certain is followed, for the proof.
        for (int i = 0; i < others.size(); i++) {
          seen.clear(Math.abs(others.get(i)));
        }
        certain++;
        rule = 0;
      }
    }
    proofs.add(0);
    return literal;
  }

  private void visit(int rule, int level) {
    for (int i = 0, literal; (literal = clauses.literal(rule, i)) != 0; i++) {
      int p = Math.abs(literal);
      if (decisions.isTrue(literal) || seen.get(p)) {
        continue;
      }
      seen.set(p);
      int of = decisions.levelOf(literal);
      if (of == 1) {
        certain++;
      } else if (of == level) {
        onLevel++;
      } else {
        others.add(literal);
        jump = Math.max(jump, of);
      }
    }
  }

  /** Where the rules begin that a learned rule comes from; a 0 ends them. */
  int proof(int learned) {
    return proofOf.get(learned - book.start(RuleKind.LEARNED));
  }

  /** The rules of proofs. */
  IntList proofs() {
    return proofs;
  }

  /** Lets learned rules count unless one of those they come from does not. */
  void refresh() {
    for (int rule = book.start(RuleKind.LEARNED); rule < clauses.end(); rule++) {
      boolean holds = true;
      for (int at = proof(rule); proofs.get(at) != 0; at++) {
        holds &= !clauses.isDisabled(proofs.get(at));
      }
      if (holds) {
        clauses.enable(rule);
      } else {
        clauses.disable(rule);
      }
    }
  }
}
