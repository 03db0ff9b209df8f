package dev.hermetic.rpm.file;

import dev.hermetic.core.InputException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads headers as rpm keeps them of installed packages: without the eight bytes that begin a
 * header in a package file, and with entries of the installation behind what the package brought.
 * No digest is checked: rpm's own database is what an installed base is known by.
 */
public final class InstalledHeaders {
  private static final int MAGIC = 8;
  private static final int MAX_ENTRIES = 0xffff;
  private static final int MAX_DATA = 64 << 20;
  private static final String KEY = "gpg-pubkey";
  private static final Header NO_SIGNATURES = new Header(new byte[16], 16, new HeaderEntry[0]);

  private InstalledHeaders() {}

  /**
   * The package of a header.
   *
   * @param blob what the database holds
   * @param subject what messages call it
   * @return empty for a public key, which rpm keeps like a package
   * @throws InputException with code {@code rpm.malformed} when it is no header
   */
  public static Optional<RpmPackage> read(byte[] blob, String subject) {
    try {
      Header header = HeaderParser.parseInstalled(whole(blob));
      header.expect(Tag.NAME, HeaderType.STRING);
      if (header.text(Tag.NAME).orElse("").equals(KEY)) {
        return Optional.empty();
      }
      new PackageRules(header).check();
      HeaderRange range = new HeaderRange(0, blob.length);
      return Optional.of(new RpmPackage(NO_SIGNATURES, header, range, List.of(), List.of()));
    } catch (MalformedHeader problem) {
      throw InputException.of(
          "rpm.malformed", subject + " is malformed: its header " + problem.problem());
    }
  }

  private static byte[] whole(byte[] blob) throws MalformedHeader {
    if (blob.length < MAGIC) {
      throw new MalformedHeader("has " + blob.length + " bytes");
    }
    ByteBuffer counts = ByteBuffer.wrap(blob);
    int entries = counts.getInt(0);
    int data = counts.getInt(4);
    boolean sane = entries >= 1 && entries <= MAX_ENTRIES && data >= 1 && data <= MAX_DATA;
    if (!sane || blob.length - MAGIC != 16 * entries + data) {
      throw new MalformedHeader(
          "announces " + entries + " entries and " + data + " bytes in " + blob.length + " bytes");
    }
    byte[] bytes = new byte[MAGIC + blob.length];
    ByteBuffer.wrap(bytes).putLong(0x8eade801_00000000L).put(blob);
    return bytes;
  }
}
