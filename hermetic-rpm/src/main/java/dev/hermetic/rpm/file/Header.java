package dev.hermetic.rpm.file;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A header whose index has been checked: every entry lies inside of the data, texts end, nothing
 * overlaps. Values stay bytes until they are asked for. Immutable; thread-safe.
 */
final class Header {
  private final byte[] bytes;
  private final int dataStart;
  private final NavigableMap<Integer, HeaderEntry> entries;

  /**
   * A checked header.
   *
   * @param bytes the whole header from its magic on; not copied
   */
  Header(byte[] bytes, int dataStart, Map<Integer, HeaderEntry> entries) {
    this.bytes = bytes;
    this.dataStart = dataStart;
    this.entries = new TreeMap<>(entries);
  }

  /** The whole header, from its magic to its end; the array itself, not to be written. */
  byte[] bytes() {
    return bytes;
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** The highest tag, 0 when there is none. */
  int highestTag() {
    return entries.isEmpty() ? 0 : entries.lastKey();
  }

  /** The only or, of an array or translations, the first text. */
  Optional<String> text(int tag) {
    return texts(tag).stream().findFirst();
  }

  /** All texts of a tag, empty when it is absent. */
  TextArray texts(int tag) {
    HeaderEntry entry = entries.get(tag);
    return entry == null
        ? TextArray.EMPTY
        : new TextArray(bytes, dataStart + entry.offset(), entry.count());
  }

  /** All numbers of a tag as unsigned values, empty when it is absent. */
  NumberArray numbers(int tag) {
    HeaderEntry entry = entries.get(tag);
    return entry == null
        ? NumberArray.EMPTY
        : new NumberArray(bytes, dataStart + entry.offset(), entry.count(), entry.type().width());
  }

  /** The first number of a tag, or null when it is absent. */
  @Nullable Long number(int tag) {
    NumberArray numbers = numbers(tag);
    return numbers.size() == 0 ? null : numbers.get(0);
  }

  /** A copy of the bytes of a tag, empty when it is absent. */
  byte[] binary(int tag) {
    HeaderEntry entry = entries.get(tag);
    return entry == null
        ? new byte[0]
        : java.util.Arrays.copyOfRange(bytes, dataStart + entry.offset(), dataStart + entry.end());
  }

  /** How many elements a tag has, 0 when it is absent. */
  int count(int tag) {
    HeaderEntry entry = entries.get(tag);
    return entry == null ? 0 : entry.count();
  }

  /**
   * Demands that a tag, when present, is of one of some types.
   *
   * @throws MalformedHeader when it is of another one
   */
  void expect(int tag, HeaderType... types) throws MalformedHeader {
    HeaderEntry entry = entries.get(tag);
    if (entry == null) {
      return;
    }
    for (HeaderType type : types) {
      if (entry.type() == type) {
        return;
      }
    }
    throw new MalformedHeader("has tag " + tag + " of the type " + entry.type());
  }
}
