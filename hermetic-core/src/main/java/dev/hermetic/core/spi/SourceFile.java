package dev.hermetic.core.spi;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A text file of the project, read once, so that text and digest belong together whatever happens
 * to the file meanwhile. Immutable.
 */
public final class SourceFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final RelPath path;
  private final String text;
  private final boolean hasByteOrderMark;
  private final Digest sha256;

  private SourceFile(RelPath path, String text, boolean hasByteOrderMark, Digest sha256) {
    this.path = path;
    this.text = text;
    this.hasByteOrderMark = hasByteOrderMark;
    this.sha256 = sha256;
  }

  /**
   * Reads a file.
   *
   * @param maxBytes the most bytes it may have
   * @throws LockfileException as {@link SourceTree#read}, and with code {@code lockfile.encoding}
   *     when the bytes are not UTF-8
   * @throws IOException when reading fails
   */
  public static SourceFile read(SourceTree source, RelPath path, long maxBytes) throws IOException {
    return of(path, source.read(path, maxBytes));
  }

  /**
   * A file of these bytes.
   *
   * @throws LockfileException with code {@code lockfile.encoding} when they are not UTF-8
   */
  public static SourceFile of(RelPath path, byte[] bytes) {
    String text = decoded(path, bytes);
    boolean marked = text.startsWith(BYTE_ORDER_MARK);
    return new SourceFile(
        path,
        marked ? text.substring(1) : text,
        marked,
        Digest.ofContent(Digest.Algorithm.SHA256, bytes));
  }

  private static String decoded(RelPath path, byte[] bytes) {
    // The strict decoder takes twice the memory of the text; only a text with the replacement
    // character, which malformed input becomes, has to go through it.
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw LockfileException.of(
          "lockfile.encoding",
          Location.of(path),
          "the file is not UTF-8",
          notUtf8,
          "save it as UTF-8");
    }
  }

  /** Where it lies in the source tree. */
  public RelPath path() {
    return path;
  }

  /** Its text without a byte order mark. */
  public String text() {
    return text;
  }

  /** Whether a byte order mark stands before the text. */
  public boolean hasByteOrderMark() {
    return hasByteOrderMark;
  }

  /** The digest of its bytes. */
  public Digest sha256() {
    return sha256;
  }

  /**
   * A place in it.
   *
   * @param line counted from 1; 0 for the whole file
   */
  public Location location(int line) {
    return new Location(path, line);
  }

  /** The whole file as a place. */
  public Location whole() {
    return Location.of(path);
  }

  /** The path and the digest. */
  @Override
  public String toString() {
    return path + " (" + sha256 + ")";
  }
}
