package dev.hermetic.rpm.lock.solve.pool;

import java.util.Arrays;

/** A list of numbers that grows. For one thread. */
public final class IntList {
  private int[] values;
  private int size;

  /** An empty list. */
  public IntList() {
    this(8);
  }

  private IntList(int capacity) {
    values = new int[capacity];
  }

  /** A list of these numbers. */
  public static IntList of(int... numbers) {
    IntList list = new IntList(Math.max(1, numbers.length));
    for (int number : numbers) {
      list.add(number);
    }
    return list;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** One of them. */
  public int get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return values[index];
  }

  /** The last one. */
  public int last() {
    return get(size - 1);
  }

  /** Replaces one of them. */
  public void set(int index, int value) {
    values[index] = value;
  }

  /** Appends one. */
  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Appends two. */
  public void add(int first, int second) {
    add(first);
    add(second);
  }

  /** Appends one unless it is there. */
  public void addUnique(int value) {
    if (!contains(value)) {
      add(value);
    }
  }

  /** Whether one of them is this number; takes linear time. */
  public boolean contains(int value) {
    for (int i = 0; i < size; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  /** Keeps only the first so many. */
  public void truncate(int count) {
    size = Math.min(size, count);
  }

  /** Takes the first out, the others move up. */
  public int removeFirst() {
    int first = get(0);
    removeRange(0, 1);
    return first;
  }

  /** Takes the last out. */
  public int removeLast() {
    int last = last();
    size--;
    return last;
  }

  /** Takes some out, the others move up. */
  public void removeRange(int from, int to) {
    System.arraycopy(values, to, values, from, size - to);
    size -= to - from;
  }

  /** Moves one to the end. */
  public void moveToEnd(int index) {
    int value = values[index];
    System.arraycopy(values, index + 1, values, index, size - 1 - index);
    values[size - 1] = value;
  }

  /** Moves one to an earlier place. */
  public void moveForward(int index, int to) {
    int value = values[index];
    System.arraycopy(values, to, values, to + 1, index - to);
    values[to] = value;
  }

  /** Orders them by size. */
  public void sort() {
    Arrays.sort(values, 0, size);
  }

  /** A copy. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
