package dev.hermetic.rpm.repodata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The local names that a reader knows, found by their bytes; a name's code is its place, from 1.
 */
final class XmlNames {
  /** What any other name is. */
  static final int UNKNOWN = 0;

  private static final int SLOTS = 256;

  private final byte[][] names;
  private final int[] slots = new int[SLOTS];

  XmlNames(String... known) {
    names = new byte[known.length + 1][];
    for (int code = 1; code <= known.length; code++) {
      byte[] name = known[code - 1].getBytes(StandardCharsets.US_ASCII);
      names[code] = name;
      int slot = hash(name, 0, name.length);
      while (slots[slot] != 0) {
        slot = (slot + 1) % SLOTS;
      }
      slots[slot] = code;
    }
  }

  /** The code of a name. */
  int code(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to);
    while (slots[slot] != 0) {
      byte[] name = names[slots[slot]];
      if (Arrays.equals(bytes, from, to, name, 0, name.length)) {
        return slots[slot];
      }
      slot = (slot + 1) % SLOTS;
    }
    return UNKNOWN;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    return length == 0
        ? 0
        : (bytes[from] * 7 + bytes[to - 1] * 31 + bytes[from + length / 2] * 3 + length)
            & (SLOTS - 1);
  }
}
