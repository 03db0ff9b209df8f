package dev.hermetic.npm;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A text file of the project.
 *
 * @param path where it lies in the source tree
 * @param text its content without a byte order mark
 * @param mark whether a byte order mark stood in front of it
 * @param sha256 the digest of its bytes
 */
record ProjectText(RelPath path, String text, boolean mark, Digest sha256) {
  /** Large enough for any lock that npm itself can hold, small enough for an ordinary heap. */
  static final long MAX_BYTES = 64L * 1024 * 1024;

  /**
   * Reads a file.
   *
   * @throws LockfileException when it is missing, too large, outside the tree or not UTF-8
   * @throws IOException when reading fails
   */
  static ProjectText read(SourceTree source, RelPath path) throws IOException {
    byte[] bytes = source.read(path, MAX_BYTES);
    String text = decode(path, bytes);
    boolean mark = text.startsWith("\uFEFF");
    return new ProjectText(path, mark ? text.substring(1) : text, mark, sha256(bytes));
  }

  private static String decode(RelPath path, byte[] bytes) {
    // The strict decoder needs twice the memory of the text; only a text with the replacement
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

  private static Digest sha256(byte[] bytes) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      return Digest.of(Digest.Algorithm.SHA256, hash.digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Parses it as JSON. */
  Json json() {
    return JsonParse.parse(path, text);
  }
}
