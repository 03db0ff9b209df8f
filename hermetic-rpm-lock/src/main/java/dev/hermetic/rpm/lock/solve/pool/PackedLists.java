package dev.hermetic.rpm.lock.solve.pool;

import java.util.Arrays;

/**
 * Lists of numbers other than 0, behind one another and each ended by 0; a list is known by where
 * it begins. For one thread.
 */
public final class PackedLists {
  /** The list without numbers. */
  public static final int EMPTY = 1;

  private static final int MAX = 1 << 24;

  private int[] values = new int[1 << 12];
  private int size = 2;

  /** Nothing but {@link #EMPTY}. */
  public PackedLists() {}

  /** The number at a place; 0 ends a list. */
  public int get(int place) {
    return values[place];
  }

  /** How many numbers a list has. */
  public int length(int list) {
    int end = list;
    while (values[end] != 0) {
      end++;
    }
    return end - list;
  }

  /** Whether a number is in a list. */
  public boolean contains(int list, int value) {
    for (int i = list; values[i] != 0; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  /** Stores a list. */
  public int store(IntList numbers) {
    return store(numbers, 0, numbers.size());
  }

  /** Stores a part of a list. */
  public int store(IntList numbers, int from, int to) {
    if (from == to) {
      return EMPTY;
    }
    int list = size;
    ensure(to - from + 1);
    for (int i = from; i < to; i++) {
      values[size++] = numbers.get(i);
    }
    values[size++] = 0;
    return list;
  }

  private void ensure(int more) {
    if (more > MAX - size) {
      throw SolverLimit.exceeded("more than " + MAX + " literals");
    }
    if (size + more > values.length) {
      values = Arrays.copyOf(values, Math.max(size + more, 2 * values.length));
    }
  }

  /** Appends a list to numbers. */
  public void copy(int list, IntList to) {
    for (int i = list; values[i] != 0; i++) {
      to.add(values[i]);
    }
  }

  /** How much is stored; {@link #truncate} goes back to it. */
  public int size() {
    return size;
  }

  /** Forgets the lists that were stored since {@link #size} was this. */
  public void truncate(int to) {
    size = Math.max(2, to);
  }
}
