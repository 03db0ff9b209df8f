package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.lock.solve.pool.IntList;

/** A choice that could have been made otherwise. */
final class Branch {
  private final int[] candidates;
  private final boolean[] taken;
  private final int level;

  /** A choice of the first candidate, made on the level behind this one. */
  Branch(IntList candidates, int level) {
    this.candidates = candidates.toArray();
    this.taken = new boolean[this.candidates.length];
    this.taken[0] = true;
    this.level = level;
  }

  int size() {
    return candidates.length;
  }

  int candidate(int index) {
    return candidates[index];
  }

  boolean isTaken(int index) {
    return taken[index];
  }

  void take(int index) {
    taken[index] = true;
  }

  int level() {
    return level;
  }
}
