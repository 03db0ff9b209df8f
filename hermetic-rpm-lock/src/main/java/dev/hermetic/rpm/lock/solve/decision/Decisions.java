package dev.hermetic.rpm.lock.solve.decision;

import dev.hermetic.rpm.lock.solve.pool.IntList;

/**
 * Decisions in their order, each on a level: a literal is the number of a package that is
 * installed, or its opposite for one that is not. Levels count from 1, where all is certain. For
 * one thread.
 */
public final class Decisions {
  private final int[] levels;
  private final IntList order = new IntList();
  private final IntList reasons = new IntList();
  private int generation;

  /** No decisions about this many packages. */
  public Decisions(int packages) {
    levels = new int[packages];
  }

  /** The level on which a package was decided, negative when it is not installed, 0 when open. */
  public int level(int p) {
    return levels[p];
  }

  /** Whether a package is to be installed. */
  public boolean isInstalled(int p) {
    return levels[p] > 0;
  }

  /** Whether a package is not to be installed. */
  public boolean isRejected(int p) {
    return levels[p] < 0;
  }

  /** Whether nothing was decided about a package. */
  public boolean isOpen(int p) {
    return levels[p] == 0;
  }

  /** Whether a literal holds. */
  public boolean isTrue(int literal) {
    return literal > 0 ? levels[literal] > 0 : levels[-literal] < 0;
  }

  /** Whether the opposite of a literal holds. */
  public boolean isFalse(int literal) {
    return literal > 0 ? levels[literal] < 0 : levels[-literal] > 0;
  }

  /** The level of a literal's decision, never negative. */
  public int levelOf(int literal) {
    return Math.abs(levels[Math.abs(literal)]);
  }

  /**
   * Decides.
   *
   * @param reason the rule that left no choice; 0 or the opposite of a rule's number for free
   *     choices
   */
  public void decide(int literal, int level, int reason) {
    if (literal > 0) {
      levels[literal] = level;
    } else {
      levels[-literal] = -level;
    }
    order.add(literal);
    reasons.add(reason);
  }

  /** How many decisions there are. */
  public int size() {
    return order.size();
  }

  /** A decision. */
  public int get(int index) {
    return order.get(index);
  }

  /** Why a decision was made. */
  public int reason(int index) {
    return reasons.get(index);
  }

  /** Takes the last decision back. */
  public void undo() {
    levels[Math.abs(order.removeLast())] = 0;
    reasons.removeLast();
    generation++;
  }

  /** Changes whenever a decision is taken back. */
  public int generation() {
    return generation;
  }

  /** Pretends, for a moment, that a package were to be installed; see {@link #forget}. */
  public void suppose(int p, int level) {
    levels[p] = level;
  }

  /** Ends what {@link #suppose} began. */
  public void forget(int p) {
    levels[p] = 0;
  }
}
