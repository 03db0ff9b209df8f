package dev.hermetic.rpm.lock.rpmdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * Reads {@code Packages}, a hash of Berkeley DB, which rpm used before version 4.16: each page of
 * the hash holds pairs of a package's number and its header; a header that does not fit lies on a
 * chain of pages of its own. Numbers are in the byte order of the machine that wrote them.
 */
final class BerkeleyPackages {
  private static final int MAGIC = 0x061561;
  private static final int META = 512;
  private static final int META_PAGE = 8;
  private static final int HASH_UNSORTED = 2;
  private static final int HASH = 13;
  private static final int OVERFLOW = 7;
  private static final int HEAD = 26;
  private static final int KEY_DATA = 1;
  private static final int OFF_PAGE = 3;
  private static final int OFF_PAGE_SIZE = 12;
  private static final long MAX_HEADER = 65L << 20;

  private final DatabaseBytes file;
  private final ByteOrder order;
  private final int pageSize;
  private final BitSet seen = new BitSet();

  private BerkeleyPackages(DatabaseBytes file) {
    this.file = file;
    ByteBuffer meta = file.buffer(0, META, ByteOrder.LITTLE_ENDIAN);
    this.order = meta.getInt(12) == MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    meta.order(order);
    this.pageSize = meta.getInt(20);
    if (meta.getInt(12) != MAGIC || meta.get(25) != META_PAGE) {
      throw file.malformed("it is not a hash of Berkeley DB");
    }
    if (pageSize < META || pageSize > 1 << 16 || Integer.bitCount(pageSize) != 1) {
      throw file.malformed("its pages have " + pageSize + " bytes");
    }
    if (meta.get(24) != 0 || meta.get(26) != 0) {
      throw file.malformed("it is encrypted, split, or has checksums");
    }
  }

  static void read(DatabaseBytes file, HeaderSink sink) throws IOException {
    BerkeleyPackages reader = new BerkeleyPackages(file);
    for (long page = 1; page < file.size() / reader.pageSize; page++) {
      reader.page(page, sink);
    }
  }

  private ByteBuffer page(long page) {
    return file.buffer(page * pageSize, pageSize, order);
  }

  private void page(long number, HeaderSink sink) throws IOException {
    ByteBuffer page = page(number);
    int type = page.get(25);
    if (type != HASH && type != HASH_UNSORTED) {
      return;
    }
    int items = Short.toUnsignedInt(page.getShort(20));
    if (items % 2 != 0 || HEAD + 2 * items > pageSize) {
      throw file.malformed("page " + number + " has " + items + " items");
    }
    int end = pageSize;
    for (int i = 0; i < items; i += 2) {
      int key = offset(page, i, end, items);
      int value = offset(page, i + 1, key, items);
      pair(page, new Span(key, end), new Span(value, key), sink);
      end = value;
    }
  }

  /** Where in a page something begins and ends. */
  private record Span(int from, int to) {
    int size() {
      return to - from;
    }
  }

  /** Items are stored from the end of the page on, so that each ends where the one before began. */
  private int offset(ByteBuffer page, int item, int end, int items) {
    int offset = Short.toUnsignedInt(page.getShort(HEAD + 2 * item));
    if (offset < HEAD + 2 * items || offset >= end) {
      throw file.malformed("an item lies outside of its page");
    }
    return offset;
  }

  private void pair(ByteBuffer page, Span key, Span value, HeaderSink sink) throws IOException {
    if (page.get(key.from()) != KEY_DATA || key.size() != 5) {
      throw file.malformed("a key is not a number of a package");
    }
    long number = Integer.toUnsignedLong(page.getInt(key.from() + 1));
    // Under 0 the database counts its packages.
    if (number != 0) {
      sink.header(number, value(page, value));
    }
  }

  private byte[] value(ByteBuffer page, Span value) {
    int type = page.get(value.from());
    if (type == KEY_DATA) {
      byte[] bytes = new byte[value.size() - 1];
      page.get(value.from() + 1, bytes);
      return bytes;
    }
    if (type != OFF_PAGE || value.size() != OFF_PAGE_SIZE) {
      throw file.malformed("a value is of the kind " + type);
    }
    long first = Integer.toUnsignedLong(page.getInt(value.from() + 4));
    return chain(first, Integer.toUnsignedLong(page.getInt(value.from() + 8)));
  }

  private byte[] chain(long first, long length) {
    if (length > MAX_HEADER) {
      throw file.malformed("a header has " + length + " bytes");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (long at = first; at != 0; ) {
      ByteBuffer page = page(at);
      int here = Short.toUnsignedInt(page.getShort(22));
      if (page.get(25) != OVERFLOW || here > pageSize - HEAD || seen.get((int) at)) {
        throw file.malformed("page " + at + " does not continue a header");
      }
      seen.set((int) at);
      bytes.write(page.array(), HEAD, here);
      at = Integer.toUnsignedLong(page.getInt(16));
    }
    if (bytes.size() != length) {
      throw file.malformed("a header has " + bytes.size() + " bytes, not " + length);
    }
    return bytes.toByteArray();
  }
}
