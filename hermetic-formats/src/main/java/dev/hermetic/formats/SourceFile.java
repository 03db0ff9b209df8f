package dev.hermetic.formats;

import com.google.common.hash.Hashing;
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
 * A file of the source tree, read once, so that the text and its digest belong together.
 *
 * @param file its path
 * @param text its text without a byte order mark
 * @param sha256 the digest of its bytes
 */
public record SourceFile(RelPath file, String text, Digest sha256) {
  /** The largest lockfile that is read, in bytes: about 100 000 artifacts. */
  public static final int MAX_BYTES = 32 << 20;

  /**
   * Reads a UTF-8 file of at most {@link #MAX_BYTES}.
   *
   * @throws LockfileException as {@link SourceTree#readText}
   * @throws IOException when it cannot be read
   */
  public static SourceFile read(SourceTree source, RelPath file) throws IOException {
    return read(source, file, MAX_BYTES);
  }

  /**
   * Reads a UTF-8 file of at most so many bytes.
   *
   * @throws LockfileException as {@link SourceTree#readText}
   * @throws IOException when it cannot be read
   */
  public static SourceFile read(SourceTree source, RelPath file, int maxBytes) throws IOException {
    byte[] bytes = source.read(file, maxBytes);
    Digest sha256 = Digest.sha256(Hashing.sha256().hashBytes(bytes).toString());
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new SourceFile(file, text.startsWith("\uFEFF") ? text.substring(1) : text, sha256);
    } catch (CharacterCodingException notUtf8) {
      throw LockfileException.of(
          "lockfile.encoding",
          Location.of(file),
          "the file is not UTF-8",
          notUtf8,
          "save it as UTF-8");
    }
  }
}
