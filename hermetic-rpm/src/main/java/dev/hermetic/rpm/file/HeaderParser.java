package dev.hermetic.rpm.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Checks the index of a header against its data, by the rules of rpm's {@code hdrblobVerifyInfo}
 * and {@code hdrblobVerifyRegion}, but stricter: a tag stands there once, and nothing of the second
 * header lies outside of the signed region. Linear in the size of the header.
 */
final class HeaderParser {
  static final int INTRO = 16;
  private static final int ENTRY = 16;
  private static final int LOWEST_TAG = 100;

  /** No package is near; bounds what lists of offsets and objects may cost. */
  private static final int MAX_TEXTS = 1 << 22;

  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final int entries;
  private final int dataStart;
  private final int regionTag;
  private final boolean installed;
  private HeaderEntry[] found;

  private HeaderParser(byte[] bytes, int regionTag, boolean installed) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes);
    this.entries = buffer.getInt(8);
    this.dataStart = INTRO + entries * ENTRY;
    this.regionTag = regionTag;
    this.installed = installed;
    // As many as there are bytes for: the caller has read them all.
    this.found = new HeaderEntry[hasRegion() ? entries - 1 : entries];
  }

  /**
   * Parses a header.
   *
   * @param bytes the whole header with its magic; the counts in its first 16 bytes must fit its
   *     length
   */
  static Header parse(byte[] bytes, int regionTag) throws MalformedHeader {
    return new HeaderParser(bytes, regionTag, false).parse();
  }

  /**
   * Parses the header of an installed package: behind the region come the entries that rpm added
   * when it installed the package, and of a tag that stands there twice the later entry counts.
   *
   * @param bytes as above
   */
  static Header parseInstalled(byte[] bytes) throws MalformedHeader {
    return new HeaderParser(bytes, Tag.REGION_IMMUTABLE, true).parse();
  }

  private Header parse() throws MalformedHeader {
    readEntries();
    sort();
    return new Header(bytes, dataStart, found);
  }

  private void readEntries() throws MalformedHeader {
    int first = hasRegion() ? 1 : 0;
    int trailer = first == 1 ? checkRegion() : dataLength();
    int end = 0;
    for (int i = first; i < entries; i++) {
      HeaderEntry entry = entry(i);
      if (entry.offset() < end) {
        throw new MalformedHeader("has overlapping data at tag " + entry.tag());
      }
      end = entry.end();
      if (entry.offset() < trailer + ENTRY && end > trailer && first == 1) {
        throw new MalformedHeader("has data over the end of its region");
      }
      found[i - first] = entry;
    }
  }

  /** By tag, as nearly all headers are already. */
  private void sort() throws MalformedHeader {
    boolean sorted = true;
    for (int i = 1; i < found.length; i++) {
      sorted &= found[i - 1].tag() < found[i].tag();
    }
    if (sorted) {
      return;
    }
    // Stable: the later of two entries stays behind the earlier.
    Arrays.sort(found, Comparator.comparingInt(HeaderEntry::tag));
    if (installed) {
      keepLast();
      return;
    }
    for (int i = 1; i < found.length; i++) {
      if (found[i - 1].tag() == found[i].tag()) {
        throw new MalformedHeader("has tag " + found[i].tag() + " twice");
      }
    }
  }

  private void keepLast() {
    int kept = 0;
    for (int i = 0; i < found.length; i++) {
      if (i + 1 == found.length || found[i].tag() != found[i + 1].tag()) {
        found[kept++] = found[i];
      }
    }
    found = Arrays.copyOf(found, kept);
  }

  private boolean hasRegion() {
    return entries > 0 && buffer.getInt(INTRO) == regionTag;
  }

  /** Checks the region's entry and trailer; returns where in the data the trailer lies. */
  private int checkRegion() throws MalformedHeader {
    int offset = buffer.getInt(INTRO + 8);
    boolean fits =
        buffer.getInt(INTRO + 4) == HeaderType.BINARY.ordinal() + 1
            && buffer.getInt(INTRO + 12) == ENTRY
            && offset >= 0
            && offset <= dataLength() - ENTRY;
    if (!fits) {
      throw new MalformedHeader("has a malformed region");
    }
    int at = dataStart + offset;
    int tag = buffer.getInt(at);
    // Packages of the oldest versions end the region of signatures with the tag of an image.
    boolean known =
        tag == regionTag || (regionTag == Tag.REGION_SIGNATURES && tag == Tag.REGION_IMAGE);
    int covered = -buffer.getInt(at + 8);
    if (!known
        || buffer.getInt(at + 4) != HeaderType.BINARY.ordinal() + 1
        || buffer.getInt(at + 12) != ENTRY
        || covered < ENTRY
        || covered % ENTRY != 0
        || covered / ENTRY > entries) {
      throw new MalformedHeader("has a malformed end of its region");
    }
    boolean whole = covered / ENTRY == entries && offset == dataLength() - ENTRY;
    if (regionTag == Tag.REGION_IMMUTABLE && !whole && !installed) {
      throw new MalformedHeader("holds entries outside of what digests and signatures cover");
    }
    return offset;
  }

  private HeaderEntry entry(int index) throws MalformedHeader {
    int at = INTRO + index * ENTRY;
    int tag = buffer.getInt(at);
    if (tag < LOWEST_TAG) {
      throw new MalformedHeader("has an entry of the impossible tag " + tag);
    }
    HeaderType type = HeaderType.of(buffer.getInt(at + 4));
    int offset = buffer.getInt(at + 8);
    int count = buffer.getInt(at + 12);
    if (offset < 0 || offset >= dataLength() || count < 1 || count > dataLength()) {
      throw new MalformedHeader("points outside of its data at tag " + tag);
    }
    if (type.width() > 1 && offset % type.width() != 0) {
      throw new MalformedHeader("has unaligned data at tag " + tag);
    }
    long end =
        type.isText() ? textEnd(tag, type, offset, count) : offset + (long) count * type.width();
    if (end > dataLength()) {
      throw new MalformedHeader("points outside of its data at tag " + tag);
    }
    return new HeaderEntry(tag, type, offset, count, (int) end);
  }

  private int textEnd(int tag, HeaderType type, int offset, int count) throws MalformedHeader {
    if (count > (type == HeaderType.STRING ? 1 : MAX_TEXTS)) {
      throw new MalformedHeader("has " + count + " texts at tag " + tag);
    }
    int at = dataStart + offset;
    for (int left = count; left > 0; at++) {
      if (at == bytes.length) {
        throw new MalformedHeader("has a text without an end at tag " + tag);
      }
      if (bytes[at] == 0) {
        left--;
      }
    }
    return at - dataStart;
  }

  private int dataLength() {
    return bytes.length - dataStart;
  }
}
