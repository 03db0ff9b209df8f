package dev.hermetic.rpm.signature;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What somebody does who can change a package but cannot sign it: new header, new digests. */
final class ForgedPackage {
  private ForgedPackage() {}

  /** A copy with other words of equal length in its header, and all digests in order. */
  @SuppressWarnings("deprecation") // SHA-1 is what the package holds.
  static Path of(Path rpm, String words, String others, Path copy) throws IOException {
    byte[] bytes = Files.readAllBytes(rpm);
    int start = (end(bytes, 96) + 7) / 8 * 8;
    byte[] before = Arrays.copyOfRange(bytes, start, end(bytes, start));
    byte[] after = latin(text(before).replace(words, others));
    String whole = text(bytes).replace(text(before), text(after));
    for (HashFunction hash : new HashFunction[] {Hashing.sha1(), Hashing.sha256()}) {
      whole = whole.replace(hash.hashBytes(before).toString(), hash.hashBytes(after).toString());
    }
    return Files.write(copy, latin(whole));
  }

  private static int end(byte[] bytes, int start) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return start + 16 + 16 * buffer.getInt(start + 8) + buffer.getInt(start + 12);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
