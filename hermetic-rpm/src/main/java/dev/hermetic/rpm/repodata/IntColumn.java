package dev.hermetic.rpm.repodata;

import java.util.Arrays;

/** Numbers in a row. */
final class IntColumn {
  private int[] values = new int[1 << 10];
  private int size;

  int size() {
    return size;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  int get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }
}
