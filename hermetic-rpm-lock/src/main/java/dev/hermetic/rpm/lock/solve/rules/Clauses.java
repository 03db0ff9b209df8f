package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackedLists;
import dev.hermetic.rpm.lock.solve.pool.SolverLimit;
import dev.hermetic.rpm.lock.solve.pool.StableSort;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Clauses of literals, numbered from 1; one of the literals must hold. A clause without literals
 * keeps a number free and means nothing. For one thread.
 */
public final class Clauses {
  private static final int MAX = 6_000_000;

  private final PackedLists lists;
  private IntList firsts = IntList.of(0);
  private IntList seconds = IntList.of(0);
  private IntList rests = IntList.of(0);
  private final BitSet disabled = new BitSet();

  Clauses(PackedLists lists) {
    this.lists = lists;
  }

  /** One more than the highest number. */
  public int end() {
    return firsts.size();
  }

  /** Adds a clause of up to two literals, 0 for those that it lacks. */
  public int add(int first, int second) {
    if (firsts.size() > MAX) {
      throw SolverLimit.exceeded("more than " + MAX + " rules");
    }
    firsts.add(first);
    seconds.add(second);
    rests.add(0);
    return firsts.size() - 1;
  }

  /** Adds a clause of a literal and a list of others. */
  public int addList(int first, int list) {
    if (lists.get(list) == 0 || lists.get(list + 1) == 0) {
      return add(first, lists.get(list));
    }
    int number = add(first, lists.get(list));
    rests.set(number, list);
    return number;
  }

  /** Adds a clause of a literal and others. */
  public int addAll(int first, IntList others) {
    return others.size() > 1
        ? addList(first, lists.store(others))
        : add(first, others.isEmpty() ? 0 : others.get(0));
  }

  /** The first literal, 0 when there is none. */
  public int first(int clause) {
    return firsts.get(clause);
  }

  /** The second literal, 0 when there is none. */
  public int second(int clause) {
    return seconds.get(clause);
  }

  /** Where the literals behind the first begin in the lists, 0 for clauses of two and less. */
  public int rest(int clause) {
    return rests.get(clause);
  }

  /** A literal by its place; 0 behind the last. */
  public int literal(int clause, int place) {
    if (place == 0) {
      return firsts.get(clause);
    }
    int rest = rests.get(clause);
    if (rest != 0) {
      return lists.get(rest + place - 1);
    }
    return place == 1 && firsts.get(clause) != 0 ? seconds.get(clause) : 0;
  }

  /** Whether it has but one literal. */
  public boolean isAssertion(int clause) {
    return firsts.get(clause) != 0 && seconds.get(clause) == 0;
  }

  /** Whether it has no literals. */
  public boolean isNothing(int clause) {
    return firsts.get(clause) == 0;
  }

  /** Whether it does not count for now. */
  public boolean isDisabled(int clause) {
    return disabled.get(clause);
  }

  /** Makes it not count. */
  public void disable(int clause) {
    if (firsts.get(clause) != 0) {
      disabled.set(clause);
    }
  }

  /** Makes it count again. */
  public void enable(int clause) {
    disabled.clear(clause);
  }

  /** Takes its literals away; its number stays taken. */
  void empty(int clause) {
    firsts.set(clause, 0);
    seconds.set(clause, 0);
    rests.set(clause, 0);
    disabled.clear(clause);
  }

  /** Whether two clauses have the same literals in the same order. */
  boolean isSame(int left, int right) {
    return compare(left, right) == 0;
  }

  /** By literals, 0 behind the last; a clause of two comes before longer ones that begin alike. */
  private int compare(int left, int right) {
    for (int i = 0; ; i++) {
      int l = literal(left, i);
      int r = literal(right, i);
      if (l != r) {
        return i > 1 && (rests.get(left) == 0 || rests.get(right) == 0)
            ? Integer.compare(rests.get(left), rests.get(right))
            : Integer.compare(l, r);
      }
      if (l == 0) {
        return 0;
      }
    }
  }

  /** All clauses by their first literals, and those with the same one by the others. */
  private int[] sorted() {
    long[] keys = new long[end() - 1];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) firsts.get(i + 1) << 32 | (i + 1);
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    int start = 0;
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
      if (i + 1 == order.length || keys[i + 1] >> 32 != keys[i] >> 32) {
        int[] group = StableSort.sorted(Arrays.copyOfRange(order, start, i + 1), this::compare);
        System.arraycopy(group, 0, order, start, group.length);
        start = i + 1;
      }
    }
    return order;
  }

  /** Sorts all clauses by their literals and drops the copies; numbers change. */
  void unify() {
    int[] order = sorted();
    IntList newFirsts = IntList.of(0);
    IntList newSeconds = IntList.of(0);
    IntList newRests = IntList.of(0);
    for (int i = 0; i < order.length; i++) {
      int clause = order[i];
      if (i == 0 || compare(order[i - 1], clause) != 0) {
        newFirsts.add(firsts.get(clause));
        newSeconds.add(seconds.get(clause));
        newRests.add(rests.get(clause));
      }
    }
    firsts = newFirsts;
    seconds = newSeconds;
    rests = newRests;
  }
}
