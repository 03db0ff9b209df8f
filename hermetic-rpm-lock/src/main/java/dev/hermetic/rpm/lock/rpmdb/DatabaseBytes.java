package dev.hermetic.rpm.lock.rpmdb;

import dev.hermetic.core.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a file of a database, in memory, in pieces that grow with what arrives. Immutable;
 * every access is checked.
 */
public final class DatabaseBytes {
  /** More than any system's packages take. */
  public static final long MAX_BYTES = 512L << 20;

  private static final int SHIFT = 16;
  private static final int PIECE = 1 << SHIFT;

  private final String subject;
  private final List<byte[]> pieces;
  private final long size;

  private DatabaseBytes(String subject, List<byte[]> pieces, long size) {
    this.subject = subject;
    this.pieces = pieces;
    this.size = size;
  }

  /**
   * Reads a stream to its end; does not close it.
   *
   * @param subject what messages call the file
   * @throws InputException with code {@code rpm.rpmdb} when it has more than {@link #MAX_BYTES}
   * @throws IOException when reading fails
   */
  public static DatabaseBytes read(InputStream in, String subject) throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    long size = 0;
    byte[] piece;
    do {
      piece = in.readNBytes(PIECE);
      size += piece.length;
      if (size > MAX_BYTES) {
        throw malformed(subject, "it has more than " + MAX_BYTES + " bytes");
      }
      pieces.add(piece);
    } while (piece.length == PIECE);
    return new DatabaseBytes(subject, pieces, size);
  }

  /** What messages call the file. */
  String subject() {
    return subject;
  }

  /** How many bytes there are. */
  public long size() {
    return size;
  }

  /**
   * A copy of all bytes.
   *
   * @throws InputException with code {@code rpm.rpmdb} when they are too many for one array
   */
  public byte[] all() {
    return copy(0, size);
  }

  /**
   * A copy of some bytes.
   *
   * @throws InputException with code {@code rpm.rpmdb} when there are no such bytes
   */
  byte[] copy(long at, long length) {
    if (at < 0 || length < 0 || length > size - at || length > Integer.MAX_VALUE - 8) {
      throw malformed("it points to " + length + " bytes at " + at + " and has " + size);
    }
    byte[] bytes = new byte[(int) length];
    long from = at;
    for (int have = 0; have < bytes.length; ) {
      byte[] piece = pieces.get((int) (from >> SHIFT));
      int in = (int) (from & (PIECE - 1));
      int n = Math.min(piece.length - in, bytes.length - have);
      System.arraycopy(piece, in, bytes, have, n);
      have += n;
      from += n;
    }
    return bytes;
  }

  /** A copy of some bytes, to be read in a byte order. */
  ByteBuffer buffer(long at, long length, ByteOrder order) {
    return ByteBuffer.wrap(copy(at, length)).order(order);
  }

  /** The failure of a file that breaks the rules of its format. */
  InputException malformed(String problem) {
    return malformed(subject, problem);
  }

  private static InputException malformed(String subject, String problem) {
    return InputException.of(
        "rpm.rpmdb",
        subject + " is not a readable database of packages: " + problem,
        "run 'rpm --rebuilddb' where it comes from, or use another image");
  }
}
