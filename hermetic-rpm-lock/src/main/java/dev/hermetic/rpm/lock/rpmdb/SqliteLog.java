package dev.hermetic.rpm.lock.rpmdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * A write-ahead log of SQLite (file format, section 4): the pages that transactions have written
 * and nobody has yet copied into the database. Whatever follows the last whole transaction is left
 * alone, as SQLite does.
 *
 * @param frames where in the log a page's newest content lies
 * @param pages how many pages the database has after the last transaction
 */
record SqliteLog(Map<Integer, Long> frames, long pages) {
  static final SqliteLog EMPTY = new SqliteLog(Map.of(), 0);

  private static final int HEAD = 32;
  private static final int FRAME_HEAD = 24;
  private static final int MAGIC = 0x377f0682;
  private static final int VERSION = 3007000;

  /** Whether no transaction is in it. */
  boolean isEmpty() {
    return frames.isEmpty();
  }

  static SqliteLog read(DatabaseBytes log, int pageSize) {
    if (log.size() < HEAD) {
      return EMPTY;
    }
    ByteBuffer head = log.buffer(0, HEAD, ByteOrder.BIG_ENDIAN);
    boolean bigEndian = (head.getInt(0) & 1) != 0;
    Sums sums = new Sums(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    sums.add(head.array(), 24);
    if ((head.getInt(0) & ~1) != MAGIC
        || head.getInt(4) != VERSION
        || !sums.match(head.getInt(24), head.getInt(28))) {
      return EMPTY;
    }
    if (head.getInt(8) != pageSize) {
      throw log.malformed("its pages have another size than those of the database");
    }
    return frames(log, pageSize, head.getLong(16), sums);
  }

  private static SqliteLog frames(DatabaseBytes log, int pageSize, long salt, Sums sums) {
    Map<Integer, Long> committed = new HashMap<>();
    Map<Integer, Long> open = new HashMap<>();
    long pages = 0;
    int step = FRAME_HEAD + pageSize;
    for (long at = HEAD; at <= log.size() - step; at += step) {
      ByteBuffer frame = log.buffer(at, step, ByteOrder.BIG_ENDIAN);
      sums.add(frame.array(), 8);
      sums.add(frame.array(), FRAME_HEAD, step);
      int page = frame.getInt(0);
      if (page < 1 || frame.getLong(8) != salt || !sums.match(frame.getInt(16), frame.getInt(20))) {
        break;
      }
      open.put(page, at + FRAME_HEAD);
      long after = Integer.toUnsignedLong(frame.getInt(4));
      if (after != 0) {
        committed.putAll(open);
        open.clear();
        pages = after;
      }
    }
    return new SqliteLog(committed, pages);
  }

  /** The running checksum of a log. */
  private static final class Sums {
    private final ByteOrder order;
    private int first;
    private int second;

    Sums(ByteOrder order) {
      this.order = order;
    }

    void add(byte[] bytes, int to) {
      add(bytes, 0, to);
    }

    void add(byte[] bytes, int from, int to) {
      ByteBuffer words = ByteBuffer.wrap(bytes, from, to - from).order(order);
      while (words.hasRemaining()) {
        first += words.getInt() + second;
        second += words.getInt() + first;
      }
    }

    boolean match(int one, int other) {
      return first == one && second == other;
    }
  }
}
