package dev.hermetic.rpm.file;

import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Whole packages without rpmbuild. */
public final class PackageBytes {
  public static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);

  private PackageBytes() {}

  /** A header that keeps all rules; more can be added to it. */
  public static HeaderBytes header() {
    return new HeaderBytes(63)
        .text(1000, "made")
        .text(1001, "1.0")
        .text(1002, "2")
        .texts(1004, 9, "summary")
        .ints(1006, 1700000000)
        .text(1022, "x86_64")
        .text(1044, "made-1.0-2.src.rpm")
        .texts(1047, 8, "made", "libmade.so.1()(64bit)")
        .ints(1112, 8, 0)
        .texts(1113, 8, "1.0-2", "")
        .shorts(1030, 0100644, 040755)
        .ints(1116, 0, 1)
        .texts(1117, 8, "file", "dir")
        .texts(1118, 8, "/etc/", "/usr/")
        .ints(1080, 1700000000)
        .texts(1081, 8, "author")
        .texts(1082, 8, "text")
        .texts(5092, 8, Hashing.sha256().hashBytes(PAYLOAD).toString())
        .ints(5093, 8);
  }

  /** A header with this name and no files. */
  public static HeaderBytes named(String name) {
    return new HeaderBytes(63)
        .text(1000, name)
        .text(1001, "1")
        .text(1002, "1")
        .text(1022, "noarch")
        .text(1044, name + "-1-1.src.rpm")
        .texts(5092, 8, Hashing.sha256().hashBytes(PAYLOAD).toString())
        .ints(5093, 8);
  }

  /** A signature header with right digests. */
  public static HeaderBytes signatures(byte[] header) {
    return new HeaderBytes(62).text(273, Hashing.sha256().hashBytes(header).toString());
  }

  public static byte[] of(byte[] header) {
    return of(signatures(header).build(), header, PAYLOAD);
  }

  public static byte[] of(byte[] signatures, byte[] header, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer lead = ByteBuffer.allocate(96).putInt(0xedabeedb).put((byte) 3);
    lead.putShort(78, (short) 5);
    out.writeBytes(lead.array());
    out.writeBytes(signatures);
    out.writeBytes(new byte[(8 - signatures.length % 8) % 8]);
    out.writeBytes(header);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  public static String sha3(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA3-256").digest(bytes));
  }
}
