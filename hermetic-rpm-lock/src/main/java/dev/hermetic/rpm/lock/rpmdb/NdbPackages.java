package dev.hermetic.rpm.lock.rpmdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * Reads {@code Packages.db}, the format that SUSE's systems use: pages of slots, each of which
 * points to one header. All numbers are little-endian.
 */
final class NdbPackages {
  private static final int MAGIC = magic("RpmP");
  private static final int SLOT = magic("Slot");
  private static final int BLOB = magic("BlbS");
  private static final int BLOB_END = magic("BlbE");
  private static final int HEAD = 32;
  private static final int PAGE = 4096;
  private static final int BLOCK = 16;
  private static final int BLOB_HEAD = 16;
  private static final int BLOB_TAIL = 12;
  private static final int MAX_PAGES = 2048;

  private final DatabaseBytes file;
  private final BitSet taken = new BitSet();

  private NdbPackages(DatabaseBytes file) {
    this.file = file;
  }

  static void read(DatabaseBytes file, HeaderSink sink) throws IOException {
    new NdbPackages(file).read(sink);
  }

  private static int magic(String text) {
    return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
  }

  private void read(HeaderSink sink) throws IOException {
    ByteBuffer head = file.buffer(0, HEAD, ByteOrder.LITTLE_ENDIAN);
    int pages = head.getInt(12);
    if (head.getInt(0) != MAGIC || head.getInt(4) != 0) {
      throw file.malformed("it does not begin like one of version 0");
    }
    if (pages < 1 || pages > MAX_PAGES) {
      throw file.malformed("it has " + pages + " pages of slots");
    }
    ByteBuffer slots = file.buffer(HEAD, (long) pages * PAGE - HEAD, ByteOrder.LITTLE_ENDIAN);
    while (slots.hasRemaining()) {
      int magic = slots.getInt();
      long number = Integer.toUnsignedLong(slots.getInt());
      long block = Integer.toUnsignedLong(slots.getInt());
      long blocks = Integer.toUnsignedLong(slots.getInt());
      if (magic != SLOT) {
        throw file.malformed("a slot does not begin like one");
      }
      if (number != 0) {
        sink.header(number, blob(number, block, blocks));
      }
    }
  }

  private byte[] blob(long number, long block, long blocks) {
    ByteBuffer blob = file.buffer(block * BLOCK, blocks * BLOCK, ByteOrder.LITTLE_ENDIAN);
    // No byte belongs to two packages, or few bytes could say much.
    int first = (int) block;
    int end = (int) (block + blocks);
    int taker = taken.nextSetBit(first);
    if (taker >= 0 && taker < end) {
      throw file.malformed("packages overlap");
    }
    taken.set(first, end);
    boolean whole = blob.capacity() >= BLOB_HEAD + BLOB_TAIL;
    int length = whole ? blob.getInt(12) : -1;
    if (length < 0
        || blob.getInt(0) != BLOB
        || Integer.toUnsignedLong(blob.getInt(4)) != number
        || blocks != ((long) length + BLOB_HEAD + BLOB_TAIL + BLOCK - 1) / BLOCK
        || blob.getInt(blob.capacity() - 4) != BLOB_END
        || blob.getInt(blob.capacity() - 8) != length) {
      throw file.malformed("package " + number + " is not where its slot points");
    }
    byte[] header = new byte[length];
    blob.get(BLOB_HEAD, header);
    return header;
  }
}
