package dev.hermetic.rpm.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads lead and headers from a stream, with a bound on everything a header announces. */
final class HeaderReader {
  private static final int LEAD = 96;
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
    int over = header.bytes().length % 8;
    source.read(over == 0 ? 0 : 8 - over, "the signature header");
    return header;
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
    int entries = buffer.getInt(8);
    int data = buffer.getInt(12);
    if (entries < 1 || entries > maxEntries || data < 1 || data > maxData) {
      throw source.malformed(
          "its " + part + " announces " + entries + " entries and " + data + " bytes of data");
    }
    byte[] whole = source.readBehind(intro, 16 * entries + data, "the " + part);
    try {
      return HeaderParser.parse(whole, region);
    } catch (MalformedHeader problem) {
      throw source.malformed("its " + part + " " + problem.problem());
    }
  }
}
