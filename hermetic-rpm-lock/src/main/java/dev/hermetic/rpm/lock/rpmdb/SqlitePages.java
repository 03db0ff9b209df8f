package dev.hermetic.rpm.lock.rpmdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an SQLite database as its last transaction left them (SQLite file format, section
 * 1): those of the write-ahead log before those of the file.
 */
final class SqlitePages {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HEAD = 100;
  private static final int MIN_USABLE = 480;
  private static final int UTF8 = 1;

  private final DatabaseBytes file;
  private final @Nullable DatabaseBytes log;
  private final Map<Integer, Long> logged;
  private final int pageSize;
  private final int usable;
  private final long count;

  private SqlitePages(DatabaseBytes file, @Nullable DatabaseBytes log) {
    this.file = file;
    this.log = log;
    ByteBuffer head = file.buffer(0, HEAD, ByteOrder.BIG_ENDIAN);
    if (!Arrays.equals(MAGIC, 0, MAGIC.length, head.array(), 0, MAGIC.length)) {
      throw file.malformed("it does not begin like one of SQLite");
    }
    int stated = Short.toUnsignedInt(head.getShort(16));
    this.pageSize = stated == 1 ? 1 << 16 : stated;
    this.usable = pageSize - Byte.toUnsignedInt(head.get(20));
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1 || usable < MIN_USABLE) {
      throw file.malformed("its pages have " + pageSize + " bytes, " + usable + " of them usable");
    }
    SqliteLog last = log == null ? SqliteLog.EMPTY : SqliteLog.read(log, pageSize);
    this.logged = last.frames();
    // What the file itself says about its size may be older than its last transaction.
    this.count = last.isEmpty() ? file.size() / pageSize : Math.min(last.pages(), most(log));
    int encoding = page(1).getInt(56);
    if (encoding != UTF8 && encoding != 0) {
      throw file.malformed("its texts are not in UTF-8");
    }
  }

  /**
   * Opens a database.
   *
   * @param log its write-ahead log, null when there is none
   */
  static SqlitePages open(DatabaseBytes file, @Nullable DatabaseBytes log) {
    return new SqlitePages(file, log == null || log.size() == 0 ? null : log);
  }

  private long most(@Nullable DatabaseBytes more) {
    return (file.size() + (more == null ? 0 : more.size())) / pageSize;
  }

  /** How many bytes of a page mean anything. */
  int usable() {
    return usable;
  }

  /** How many pages there are. */
  long count() {
    return count;
  }

  /** A copy of a page; they are counted from 1. */
  ByteBuffer page(int number) {
    if (number < 1 || number > count) {
      throw file.malformed("it points to page " + Integer.toUnsignedLong(number));
    }
    Long at = logged.get(number);
    if (log != null && at != null) {
      return log.buffer(at, pageSize, ByteOrder.BIG_ENDIAN);
    }
    return file.buffer((number - 1L) * pageSize, pageSize, ByteOrder.BIG_ENDIAN);
  }

  RuntimeException malformed(String problem) {
    return file.malformed(problem);
  }
}
