package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.PackedLists;
import dev.hermetic.rpm.lock.solve.rules.Clauses;

/** Looks for literals in clauses. */
final class PackedLiterals {
  private final Clauses clauses;
  private final PackedLists lists;
  private final Decisions decisions;
  private long looked;

  PackedLiterals(Clauses clauses, PackedLists lists, Decisions decisions) {
    this.clauses = clauses;
    this.lists = lists;
    this.decisions = decisions;
  }

  /** The first literal of a clause of three or more that is not false and not {@code but}; or 0. */
  int notFalse(int rule, int but) {
    int rest = clauses.rest(rule);
    if (rest == 0) {
      return 0;
    }
    int first = clauses.first(rule);
    if (first != but && !decisions.isFalse(first)) {
      return first;
    }
    int start = rest;
    int literal;
    while ((literal = lists.get(rest)) != 0 && (literal == but || decisions.isFalse(literal))) {
      rest++;
    }
    looked += rest - start;
    return literal;
  }

  /** How many literals {@link #notFalse} passed by since this was asked last. */
  long looked() {
    long all = looked;
    looked = 0;
    return all;
  }

  /** The literal behind the first that was decided on the highest level. */
  int highest(int rule) {
    int rest = clauses.rest(rule);
    int found = clauses.second(rule);
    int highest = 0;
    if (rest != 0) {
      for (int literal; (literal = lists.get(rest)) != 0; rest++) {
        if (decisions.levelOf(literal) > highest) {
          highest = decisions.levelOf(literal);
          found = literal;
        }
      }
    }
    return found;
  }
}
