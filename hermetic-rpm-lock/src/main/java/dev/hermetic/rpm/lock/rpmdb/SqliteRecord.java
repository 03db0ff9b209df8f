package dev.hermetic.rpm.lock.rpmdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The columns of a row (SQLite file format, section 2.1). Every access is checked. */
final class SqliteRecord {
  private static final int MAX_COLUMNS = 32;

  private final byte[] payload;
  private final SqlitePages pages;
  private final long[] types;
  private final int[] starts;

  private SqliteRecord(byte[] payload, SqlitePages pages, long[] types, int[] starts) {
    this.payload = payload;
    this.pages = pages;
    this.types = types;
    this.starts = starts;
  }

  static SqliteRecord of(byte[] payload, SqlitePages pages) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    long head = varint(in, pages);
    long[] types = new long[MAX_COLUMNS];
    int[] starts = new int[MAX_COLUMNS + 1];
    int columns = 0;
    long at = head;
    while (in.position() < head) {
      long type = varint(in, pages);
      if (columns == MAX_COLUMNS || type < 0) {
        throw pages.malformed("a row has an impossible column");
      }
      starts[columns] = (int) at;
      types[columns++] = type;
      at += width(type);
      if (at < 0 || at > payload.length) {
        throw pages.malformed("a row has a column outside of it");
      }
    }
    starts[columns] = (int) at;
    return new SqliteRecord(
        payload, pages, Arrays.copyOf(types, columns), Arrays.copyOf(starts, columns + 1));
  }

  private static long width(long type) {
    if (type >= 12) {
      return (type - 12) / 2;
    }
    return switch ((int) type) {
      case 1, 2, 3, 4 -> type;
      case 5 -> 6;
      case 6, 7 -> 8;
      default -> 0;
    };
  }

  /** A number of one to nine bytes, seven bits each but the last. */
  static long varint(ByteBuffer in, SqlitePages pages) {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      if (!in.hasRemaining()) {
        throw pages.malformed("a number is cut off");
      }
      byte b = in.get();
      if (i == 8) {
        return value << 8 | Byte.toUnsignedLong(b);
      }
      value = value << 7 | b & 0x7f;
      if (b >= 0) {
        return value;
      }
    }
    return value;
  }

  int columns() {
    return types.length;
  }

  /** A column's text; empty when it holds something else. */
  String text(int column) {
    return types[column] >= 13 && types[column] % 2 == 1
        ? new String(bytes(column), StandardCharsets.UTF_8)
        : "";
  }

  /** A column's bytes. */
  byte[] blob(int column) {
    if (types[column] < 12 || types[column] % 2 != 0) {
      throw pages.malformed("a header is not a run of bytes");
    }
    return bytes(column);
  }

  /** A column's number; 0 when it holds none. */
  long number(int column) {
    if (types[column] == 9) {
      return 1;
    }
    long value = 0;
    boolean integer = types[column] >= 1 && types[column] <= 6;
    byte[] bytes = integer ? bytes(column) : new byte[0];
    for (int i = 0; i < bytes.length; i++) {
      value = i == 0 ? bytes[0] : value << 8 | Byte.toUnsignedLong(bytes[i]);
    }
    return value;
  }

  private byte[] bytes(int column) {
    return Arrays.copyOfRange(payload, starts[column], starts[column + 1]);
  }
}
