package dev.hermetic.rpm.repodata;

import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A {@link PackageTable} in the form in which it is kept for later runs: its columns as they lie in
 * memory, which takes a fraction of the time of reading the list that they came from.
 */
public final class CachedTable {
  /** Part of its name in the store; to be changed with the form, and with what a table keeps. */
  public static final String FORM = "1";

  /** What is larger is not kept. */
  public static final int MAX_BYTES = 256 << 20;

  private static final int MAGIC = 0x68727074;
  private static final int FRAME = 2 * Integer.BYTES;

  private CachedTable() {}

  /** How many bytes {@link #write} gives, which may be more than an array holds. */
  public static long size(PackageTable table) {
    return FRAME + table.rows().keptBytes();
  }

  /**
   * The bytes of a table, the same for equal lists of packages.
   *
   * @throws IllegalArgumentException when they are more than {@link #MAX_BYTES}
   */
  public static byte[] write(PackageTable table) {
    long size = size(table);
    if (size > MAX_BYTES) {
      throw new IllegalArgumentException(size + " bytes are too many to keep");
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC);
    table.rows().writeTo(out);
    out.putInt(checksum(out.array()));
    return out.array();
  }

  /**
   * The table of what {@link #write} gave.
   *
   * @param file its name in errors
   * @throws IOException when the bytes are something else
   */
  public static PackageTable read(byte[] bytes, RelPath file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < FRAME
        || in.getInt(bytes.length - Integer.BYTES) != checksum(bytes)
        || in.getInt() != MAGIC) {
      throw new IOException("it is not a list of packages, or a damaged one");
    }
    in.limit(bytes.length - Integer.BYTES);
    try {
      TableBuilder rows = new TableBuilder(file, in);
      if (in.hasRemaining()) {
        throw new IOException(
            "it is not a list of packages: " + in.remaining() + " bytes follow its end");
      }
      return new PackageTable(rows);
    } catch (BufferUnderflowException | IllegalArgumentException broken) {
      throw new IOException("it is not a list of packages", broken);
    }
  }

  /**
   * A number of things that follow.
   *
   * @param each how many bytes each of them takes
   * @throws BufferUnderflowException when there are not so many
   */
  static int count(ByteBuffer in, int each) {
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / each) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  /** Of all but the last four bytes, where it stands. */
  private static int checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) sum.getValue();
  }
}
