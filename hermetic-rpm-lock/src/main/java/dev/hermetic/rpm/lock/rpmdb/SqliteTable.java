package dev.hermetic.rpm.lock.rpmdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Walks the b-trees of tables (SQLite file format, sections 1.6 and 2.1). A page is read once, so
 * that circles and shared pages end the walk, and its work is bounded by the size of the file.
 */
final class SqliteTable {
  private static final int LEAF = 13;
  private static final int INTERIOR = 5;
  private static final int HEAD_OF_FILE = 100;
  private static final int MAX_DEPTH = 32;
  private static final long MAX_PAYLOAD = 65L << 20;

  /** Is told the rows of a table. */
  interface RowSink {
    /** One row: its number and its record. */
    void row(long rowid, byte[] payload) throws IOException;
  }

  private final SqlitePages pages;
  private final BitSet seen = new BitSet();

  SqliteTable(SqlitePages pages) {
    this.pages = pages;
  }

  /** A page that is still to be read. */
  private record Step(int page, int depth) {}

  /** Tells all rows of the table whose root is a page, in the order of their numbers. */
  void rows(int root, RowSink sink) throws IOException {
    Deque<Step> steps = new ArrayDeque<>();
    steps.push(new Step(root, 0));
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      ByteBuffer page = take(step.page());
      int head = step.page() == 1 ? HEAD_OF_FILE : 0;
      switch (page.get(head)) {
        case LEAF -> leaf(page, head, sink);
        case INTERIOR -> interior(page, head, step.depth() + 1, steps);
        default -> throw pages.malformed("page " + step.page() + " belongs to no table");
      }
    }
  }

  private ByteBuffer take(int number) {
    ByteBuffer page = pages.page(number);
    if (seen.get(number)) {
      throw pages.malformed("page " + number + " is used twice");
    }
    seen.set(number);
    return page;
  }

  private int cells(ByteBuffer page, int start, int head) {
    int cells = Short.toUnsignedInt(page.getShort(head + 3));
    if (start + 2 * cells > pages.usable()) {
      throw pages.malformed("a page has " + cells + " cells");
    }
    return cells;
  }

  private int cell(ByteBuffer page, int pointer, int least) {
    int at = Short.toUnsignedInt(page.getShort(pointer));
    if (at + least > pages.usable()) {
      throw pages.malformed("a cell lies outside of its page");
    }
    return at;
  }

  private void interior(ByteBuffer page, int head, int depth, Deque<Step> steps) {
    int start = head + 12;
    if (depth > MAX_DEPTH) {
      throw pages.malformed("a table is more than " + MAX_DEPTH + " pages deep");
    }
    steps.push(new Step(page.getInt(head + 8), depth));
    for (int i = cells(page, start, head) - 1; i >= 0; i--) {
      steps.push(new Step(page.getInt(cell(page, start + 2 * i, 4)), depth));
    }
  }

  private void leaf(ByteBuffer page, int head, RowSink sink) throws IOException {
    int start = head + 8;
    int cells = cells(page, start, head);
    long local = 0;
    for (int i = 0; i < cells; i++) {
      page.limit(pages.usable()).position(cell(page, start + 2 * i, 1));
      long length = SqliteRecord.varint(page, pages);
      long rowid = SqliteRecord.varint(page, pages);
      if (length < 0 || length > MAX_PAYLOAD) {
        throw pages.malformed("row " + rowid + " has " + length + " bytes");
      }
      int here = local((int) length);
      local += here;
      // Cells do not overlap, or few bytes could say much.
      if (page.remaining() < here || local > pages.usable()) {
        throw pages.malformed("row " + rowid + " does not fit its page");
      }
      sink.row(rowid, payload(page, here, (int) length));
    }
  }

  /** How many bytes of a record lie in its leaf. */
  private int local(int length) {
    int most = pages.usable() - 35;
    if (length <= most) {
      return length;
    }
    int least = (pages.usable() - 12) * 32 / 255 - 23;
    int fitting = least + (length - least) % (pages.usable() - 4);
    return fitting <= most ? fitting : least;
  }

  private byte[] payload(ByteBuffer cell, int here, int length) {
    int piece = pages.usable() - 4;
    if ((length - here + piece - 1) / piece > pages.count()) {
      throw pages.malformed("a row is longer than the database");
    }
    byte[] payload = new byte[length];
    cell.get(payload, 0, here);
    int have = here;
    int next = have < length ? cell.remaining() >= 4 ? cell.getInt() : 0 : 0;
    while (have < length) {
      ByteBuffer page = take(next);
      int n = Math.min(piece, length - have);
      page.position(4).get(payload, have, n);
      have += n;
      next = page.getInt(0);
    }
    return payload;
  }
}
