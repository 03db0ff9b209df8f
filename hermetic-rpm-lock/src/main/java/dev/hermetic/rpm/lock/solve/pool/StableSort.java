package dev.hermetic.rpm.lock.solve.pool;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * Merge sort in the manner of C libraries. Where the order is not transitive, as that of versions
 * with and without releases is not, the outcome depends on the way of sorting, and must be the
 * usual one.
 */
public final class StableSort {
  private final IntBinaryOperator order;
  private final int[] scratch;

  private StableSort(IntBinaryOperator order, int size) {
    this.order = order;
    this.scratch = new int[size];
  }

  /** Sorts. */
  public static void sort(int[] values, IntBinaryOperator order) {
    new StableSort(order, values.length).sort(values, 0, values.length);
  }

  private void sort(int[] values, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = from + (to - from) / 2;
    sort(values, from, middle);
    sort(values, middle, to);
    int l = from;
    int r = middle;
    int at = from;
    while (l < middle && r < to) {
      boolean left = order.applyAsInt(values[l], values[r]) <= 0;
      scratch[at++] = left ? values[l++] : values[r++];
    }
    System.arraycopy(values, l, scratch, at, middle - l);
    System.arraycopy(scratch, from, values, from, at + middle - l - from);
  }

  /** The same numbers in another order. */
  public static int[] sorted(int[] values, IntBinaryOperator order) {
    int[] copy = Arrays.copyOf(values, values.length);
    sort(copy, order);
    return copy;
  }
}
