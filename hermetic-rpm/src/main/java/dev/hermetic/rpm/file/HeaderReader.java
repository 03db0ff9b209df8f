package dev.hermetic.rpm.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads lead and headers from a stream, with a bound on everything a header announces. */
final class HeaderReader {
  static final int LEAD = 96;
  private static final int LEAD_MAGIC = 0xedabeedb;
  private static final int SIGNATURE_TYPE = 5;
  private static final long HEADER_MAGIC = 0x8eade801_00000000L;

  /** As in rpm. */
  private static final int MAX_SIGNATURE_ENTRIES = 32;

  private static final int MAX_SIGNATURE_DATA = 16 << 20;
  private static final int MAX_ENTRIES = 0xffff;

  /** A quarter of rpm's own bound; the largest headers of distributions have about 20 MiB. */
  private static final int MAX_DATA = 64 << 20;

  private final PackageSource source;

  HeaderReader(PackageSource source) {
    this.source = source;
  }

  /** Reads the lead, of which only magic, major version and kind of signature mean anything. */
  void lead() throws IOException {
    ByteBuffer lead = ByteBuffer.wrap(source.read(LEAD, "the lead"));
    if (lead.getInt(0) != LEAD_MAGIC) {
      throw source.malformed("it does not begin like an RPM package");
    }
    int major = lead.get(4) & 0xff;
    if (major != 3 && major != 4) {
      throw source.malformed("version " + major + " of the package format is not known");
    }
    if (lead.getShort(78) != SIGNATURE_TYPE) {
      throw source.malformed("signatures of the kind " + lead.getShort(78) + " are not known");
    }
  }

  /** Reads the signature header and the bytes that align the next one. */
  Header signatures() throws IOException {
    Header header =
        header(
            "signature header", Tag.REGION_SIGNATURES, MAX_SIGNATURE_ENTRIES, MAX_SIGNATURE_DATA);
    source.read(padding(header.bytes().length), "the signature header");
    return header;
  }

  /** How many bytes align what follows a signature header of that length. */
  static int padding(int length) {
    return -length & 7;
  }

  /** The length that the first bytes of a signature header announce, 0 when it is refused. */
  static int signaturesLength(ByteBuffer intro) {
    return length(intro, MAX_SIGNATURE_ENTRIES, MAX_SIGNATURE_DATA);
  }

  /** The same of the header proper. */
  static int mainLength(ByteBuffer intro) {
    return length(intro, MAX_ENTRIES, MAX_DATA);
  }

  private static int length(ByteBuffer intro, int maxEntries, int maxData) {
    int entries = intro.getInt(8);
    int data = intro.getInt(12);
    boolean possible =
        intro.getLong(0) == HEADER_MAGIC
            && entries >= 1
            && entries <= maxEntries
            && data >= 1
            && data <= maxData;
    return possible ? HeaderParser.INTRO + 16 * entries + data : 0;
  }

  /** Reads the header proper. */
  Header main() throws IOException {
    return header("header", Tag.REGION_IMMUTABLE, MAX_ENTRIES, MAX_DATA);
  }

  private Header header(String part, int region, int maxEntries, int maxData) throws IOException {
    byte[] intro = source.read(HeaderParser.INTRO, "the " + part);
    ByteBuffer buffer = ByteBuffer.wrap(intro);
    if (buffer.getLong(0) != HEADER_MAGIC) {
      throw source.malformed("its " + part + " does not begin like one");
    }
    int length = length(buffer, maxEntries, maxData);
    if (length == 0) {
      throw source.malformed(
          "its "
              + part
              + " announces "
              + buffer.getInt(8)
              + " entries and "
              + buffer.getInt(12)
              + " bytes of data");
    }
    byte[] whole = source.readBehind(intro, length - HeaderParser.INTRO, "the " + part);
    try {
      return HeaderParser.parse(whole, region);
    } catch (MalformedHeader problem) {
      throw source.malformed("its " + part + " " + problem.problem());
    }
  }
}
