package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.decision.Decisions;

/** Gives rules up that stand in the way, alone or with all the others of their job. */
public final class RuleRelaxation {
  private RuleRelaxation() {}

  /**
   * What is given up together with a rule: the opposite of a job's index less one, or the first of
   * the rules about a name's inferior architectures, or the rule itself.
   */
  public static int cause(RuleBook book, int rule) {
    if (book.is(rule, RuleKind.JOB)) {
      return -(book.job(rule) + 1);
    }
    int first = rule;
    if (book.is(rule, RuleKind.INFERIOR_ARCH)) {
      int name = name(book, rule);
      while (first > book.start(RuleKind.INFERIOR_ARCH) && name(book, first - 1) == name) {
        first--;
      }
    }
    return first;
  }

  private static int name(RuleBook book, int rule) {
    return book.task().pool().name(-book.clauses().first(rule));
  }

  /** Gives a cause up. */
  public static void up(RuleBook book, int cause) {
    Clauses clauses = book.clauses();
    if (cause > 0) {
      ruleUp(book, cause);
      return;
    }
    int job = -cause - 1;
    int start = book.start(RuleKind.JOB);
    for (int rule = start; rule < book.end(RuleKind.JOB, start); rule++) {
      if (book.job(rule) == job) {
        clauses.disable(rule);
      }
    }
  }

  private static void ruleUp(RuleBook book, int rule) {
    Clauses clauses = book.clauses();
    if (book.is(rule, RuleKind.INFERIOR_ARCH)) {
      int name = name(book, rule);
      int end = book.end(RuleKind.INFERIOR_ARCH, rule + 1);
      for (int other = rule; other < end && name(book, other) == name; other++) {
        clauses.disable(other);
      }
      return;
    }
    clauses.disable(rule);
    if (book.is(rule, RuleKind.BEST) && book.bestOf(rule) < 0) {
      up(book, -(book.job(-book.bestOf(rule)) + 1));
    }
  }

  /** Gives a choice rule up, and all others that would forbid the same packages. */
  public static void choiceUp(RuleBook book, int rule) {
    ChoiceRules.disable(book, rule);
  }

  /**
   * Gives up the choice rules that something got past that is to be installed anyway.
   *
   * @return whether there are any
   */
  public static boolean brokenChoicesUp(RuleBook book, Decisions decisions) {
    return ChoiceRules.disableBroken(book, decisions);
  }

  /** Switches on again what a job that was given up had switched off. */
  public static void afterJob(RuleBook book, int cause) {
    if (cause < 0) {
      PolicyRules.enable(book, -cause - 1);
    }
  }
}
