package dev.hermetic.rpm.file;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Texts inside of a header, each ended by a zero byte; decoded while iterating, so that a long list
 * costs nothing until it is read.
 */
final class TextArray implements Iterable<String> {
  static final TextArray EMPTY = new TextArray(new byte[0], 0, 0);

  private final byte[] bytes;
  private final int start;
  private final int size;

  TextArray(byte[] bytes, int start, int size) {
    this.bytes = bytes;
    this.start = start;
    this.size = size;
  }

  int size() {
    return size;
  }

  /** Whether one of them has this ASCII character; decodes nothing. */
  boolean contains(char ascii) {
    int at = start;
    for (int left = size; left > 0; at++) {
      if (bytes[at] == 0) {
        left--;
      } else if (bytes[at] == ascii) {
        return true;
      }
    }
    return false;
  }

  /** Where each text begins, and last where one more would. */
  int[] offsets() {
    int[] offsets = new int[size + 1];
    int at = start;
    for (int i = 0; i < size; i++) {
      offsets[i] = at;
      at = Text.end(bytes, at) + 1;
    }
    offsets[size] = at;
    return offsets;
  }

  @Override
  public Iterator<String> iterator() {
    return new Texts();
  }

  private final class Texts implements Iterator<String> {
    private int at = start;
    private int left = size;

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public String next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      int end = Text.end(bytes, at);
      String text = Text.decode(bytes, at, end);
      at = end + 1;
      left--;
      return text;
    }
  }
}
