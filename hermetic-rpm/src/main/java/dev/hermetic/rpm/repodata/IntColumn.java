package dev.hermetic.rpm.repodata;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Numbers in a row. */
final class IntColumn {
  private int[] values;
  private int size;

  IntColumn() {
    values = new int[1 << 10];
  }

  /** What {@link #writeTo} wrote. */
  IntColumn(ByteBuffer in) {
    size = CachedTable.count(in, Integer.BYTES);
    values = new int[size];
    in.asIntBuffer().get(values);
    in.position(in.position() + size * Integer.BYTES);
  }

  long keptBytes() {
    return Integer.BYTES + (long) size * Integer.BYTES;
  }

  void writeTo(ByteBuffer out) {
    out.putInt(size);
    out.asIntBuffer().put(values, 0, size);
    out.position(out.position() + size * Integer.BYTES);
  }

  int size() {
    return size;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(1 << 10, size + (size >> 1)));
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
