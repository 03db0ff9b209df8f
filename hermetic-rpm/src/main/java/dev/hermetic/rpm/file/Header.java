package dev.hermetic.rpm.file;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A header whose index has been checked: every entry lies inside of the data, texts end, nothing
 * overlaps. Values stay bytes until they are asked for. Immutable; thread-safe.
 */
final class Header {
  private final byte[] bytes;
  private final int dataStart;
  private final HeaderEntry[] entries;

  /**
   * A checked header.
   *
   * @param bytes the whole header from its magic on; not copied
   * @param entries sorted by tag, each tag once; not copied
   */
  Header(byte[] bytes, int dataStart, HeaderEntry[] entries) {
    this.bytes = bytes;
    this.dataStart = dataStart;
    this.entries = entries;
  }

  private @Nullable HeaderEntry entry(int tag) {
    int low = 0;
    int high = entries.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = entries[middle].tag();
      if (at == tag) {
        return entries[middle];
      }
      if (at < tag) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** The whole header, from its magic to its end; the array itself, not to be written. */
  byte[] bytes() {
    return bytes;
  }

  boolean has(int tag) {
    return entry(tag) != null;
  }

  /** The highest tag, 0 when there is none. */
  int highestTag() {
    return entries.length == 0 ? 0 : entries[entries.length - 1].tag();
  }

  /** The only or, of an array or translations, the first text. */
  Optional<String> text(int tag) {
    Iterator<String> texts = texts(tag).iterator();
    return texts.hasNext() ? Optional.of(texts.next()) : Optional.empty();
  }

  /** All texts of a tag, empty when it is absent. */
  TextArray texts(int tag) {
    HeaderEntry entry = entry(tag);
    return entry == null
        ? TextArray.EMPTY
        : new TextArray(bytes, dataStart + entry.offset(), entry.count());
  }

  /** All numbers of a tag as unsigned values, empty when it is absent. */
  NumberArray numbers(int tag) {
    HeaderEntry entry = entry(tag);
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
    HeaderEntry entry = entry(tag);
    return entry == null
        ? new byte[0]
        : java.util.Arrays.copyOfRange(bytes, dataStart + entry.offset(), dataStart + entry.end());
  }

  /** How many elements a tag has, 0 when it is absent. */
  int count(int tag) {
    HeaderEntry entry = entry(tag);
    return entry == null ? 0 : entry.count();
  }

  /**
   * Demands that a tag, when present, is of a type.
   *
   * @throws MalformedHeader when it is of another one
   */
  void expect(int tag, HeaderType type) throws MalformedHeader {
    HeaderEntry entry = entry(tag);
    if (entry != null && entry.type() != type) {
      throw unexpected(entry);
    }
  }

  /** The same for one of two types. */
  void expect(int tag, HeaderType one, HeaderType other) throws MalformedHeader {
    HeaderEntry entry = entry(tag);
    if (entry != null && entry.type() != one && entry.type() != other) {
      throw unexpected(entry);
    }
  }

  /** Demands that a tag, when present, holds texts, translated or not. */
  void expectText(int tag) throws MalformedHeader {
    HeaderEntry entry = entry(tag);
    if (entry != null && !entry.type().isText()) {
      throw unexpected(entry);
    }
  }

  private static MalformedHeader unexpected(HeaderEntry entry) {
    return new MalformedHeader("has tag " + entry.tag() + " of the type " + entry.type());
  }
}
