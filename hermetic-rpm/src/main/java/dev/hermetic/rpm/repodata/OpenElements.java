package dev.hermetic.rpm.repodata;

import java.util.Arrays;

/** The names of the elements that are open, to compare end tags with. */
final class OpenElements {
  private static final int MAX_NAMES = 1 << 12;

  private final byte[] names = new byte[MAX_NAMES];
  private final int[] starts = new int[RepodataLimits.MAX_DEPTH + 1];
  private int depth;

  int depth() {
    return depth;
  }

  void push(XmlScanner scanner, byte[] bytes, int from, int to) {
    int start = starts[depth];
    if (to == from) {
      throw scanner.fault("a tag has no name");
    }
    if (depth == RepodataLimits.MAX_DEPTH || to - from > MAX_NAMES - start) {
      throw scanner.fault("elements lie too deep within each other");
    }
    System.arraycopy(bytes, from, names, start, to - from);
    starts[++depth] = start + to - from;
  }

  /** Whether the innermost element has this name. */
  boolean isTop(byte[] bytes, int from, int to) {
    return depth > 0 && Arrays.equals(bytes, from, to, names, starts[depth - 1], starts[depth]);
  }

  void pop() {
    depth--;
  }
}
