package dev.hermetic.rpm.repodata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Distinct texts, each stored once as UTF-8 and known by a number. Number 0 is the empty text. For
 * one thread.
 */
public final class StringPool {
  /** What {@link #find} answers for texts that are not in the pool. */
  public static final int ABSENT = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private byte[] bytes;
  private int[] ends;
  private int[] slots;
  private int size = 1;

  /** A pool with the empty text alone. */
  public StringPool() {
    bytes = new byte[1 << 20];
    ends = new int[1 << 15];
    slots = new int[1 << 16];
  }

  /** What {@link #writeTo} wrote. */
  StringPool(ByteBuffer in) {
    bytes = new byte[CachedTable.count(in, 1)];
    in.get(bytes);
    IntColumn kept = new IntColumn(in);
    size = kept.size();
    ends = new int[Math.max(1, size)];
    for (int i = 1; i < size; i++) {
      ends[i] = kept.get(i);
      if (ends[i] < ends[i - 1] || ends[i] > bytes.length) {
        throw new IllegalArgumentException("texts end before they begin");
      }
    }
    slots = new int[Math.max(1 << 16, 2 * Integer.highestOneBit(size))];
    rehash();
  }

  long keptBytes() {
    return 2 * Integer.BYTES + ends[size - 1] + (long) size * Integer.BYTES;
  }

  void writeTo(ByteBuffer out) {
    out.putInt(ends[size - 1]).put(bytes, 0, ends[size - 1]);
    out.putInt(size);
    out.asIntBuffer().put(ends, 0, size);
    out.position(out.position() + size * Integer.BYTES);
  }

  /** How many texts there are, the empty one included. */
  public int size() {
    return size;
  }

  /** The number of a text, which is stored if it is new. */
  int intern(Utf8 text) {
    return text.isEmpty() ? 0 : intern(text, text.bytes(), text.from(), text.to());
  }

  private int intern(Utf8 text, byte[] from, int start, int end) {
    int slot = slot(from, start, end);
    if (slots[slot] != 0) {
      return slots[slot];
    }
    text.check();
    return add(slot, from, start, end);
  }

  /** The number of a text, which is stored if it is new. */
  public int intern(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return utf8.length == 0 ? 0 : intern(utf8, 0, utf8.length);
  }

  /** The number here of a text that another pool knows by {@code number}; stored if it is new. */
  public int intern(StringPool other, int number) {
    return number == 0 ? 0 : intern(other.bytes, other.ends[number - 1], other.ends[number]);
  }

  private int intern(byte[] from, int start, int end) {
    int slot = slot(from, start, end);
    return slots[slot] != 0 ? slots[slot] : add(slot, from, start, end);
  }

  private int add(int slot, byte[] from, int start, int end) {
    int at = ends[size - 1];
    int length = end - start;
    if (length > MAX_BYTES - at) {
      throw new IllegalStateException("more than 2 GiB of distinct texts");
    }
    if (at + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, 2L * (at + length)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    System.arraycopy(from, start, bytes, at, length);
    ends[size] = at + length;
    slots[slot] = size;
    if (++size > slots.length / 2) {
      rehash();
    }
    return size - 1;
  }

  private int slot(byte[] from, int start, int end) {
    int mask = slots.length - 1;
    int slot = hash(from, start, end) & mask;
    for (int known = slots[slot]; known != 0; known = slots[slot]) {
      if (Arrays.equals(from, start, end, bytes, ends[known - 1], ends[known])) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    for (int i = 1; i < size; i++) {
      slots[slot(bytes, ends[i - 1], ends[i])] = i;
    }
  }

  private static int hash(byte[] from, int start, int end) {
    long hash = end - start;
    int at = start;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ (long) LONGS.get(from, at)) * MIX;
      hash ^= hash >>> 29;
    }
    for (; at < end; at++) {
      hash = (hash ^ from[at]) * MIX;
    }
    hash ^= hash >>> 32;
    return (int) (hash ^ (hash >>> 15));
  }

  /** The number of a text, or {@link #ABSENT}. */
  public int find(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    int found = slots[slot(wanted, 0, wanted.length)];
    return found == 0 ? ABSENT : found;
  }

  /** The number of a text, or {@link #ABSENT}. */
  public int find(Utf8 text) {
    if (text.isEmpty()) {
      return 0;
    }
    int found = slots[slot(text.bytes(), text.from(), text.to())];
    return found == 0 ? ABSENT : found;
  }

  /** Whether a text begins with an ASCII character. */
  public boolean startsWith(int number, char first) {
    return number != 0 && ends[number - 1] < ends[number] && bytes[ends[number - 1]] == first;
  }

  /** Orders texts by their bytes, as C's {@code strcmp} does. */
  public int compare(int left, int right) {
    if (left == right) {
      return 0;
    }
    int l = left == 0 ? 0 : ends[left - 1];
    int r = right == 0 ? 0 : ends[right - 1];
    return Arrays.compareUnsigned(
        bytes, l, left == 0 ? 0 : ends[left], bytes, r, right == 0 ? 0 : ends[right]);
  }

  /**
   * The text of a number.
   *
   * @throws IndexOutOfBoundsException for numbers the pool did not give
   */
  public String get(int number) {
    if (number == 0) {
      return "";
    }
    if (number >= size) {
      throw new IndexOutOfBoundsException(number);
    }
    int start = ends[number - 1];
    return new String(bytes, start, ends[number] - start, StandardCharsets.UTF_8);
  }
}
