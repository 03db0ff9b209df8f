package dev.hermetic.rpm.file;

/** Unsigned big-endian numbers inside of a header. */
final class NumberArray {
  static final NumberArray EMPTY = new NumberArray(new byte[0], 0, 0, 1);

  private final byte[] bytes;
  private final int start;
  private final int size;
  private final int width;

  NumberArray(byte[] bytes, int start, int size, int width) {
    this.bytes = bytes;
    this.start = start;
    this.size = size;
    this.width = width;
  }

  int size() {
    return size;
  }

  /** The number at an index; of eight bytes the topmost bit counts as a sign. */
  long get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    long value = 0;
    for (int i = 0, at = start + index * width; i < width; i++, at++) {
      value = value << 8 | bytes[at] & 0xff;
    }
    return value;
  }

  /** The number at an index, 0 when the array is shorter. */
  long getOrZero(int index) {
    return index < size ? get(index) : 0;
  }
}
