package dev.hermetic.rpm.file;

import dev.hermetic.core.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a package, front to back, counted; failures name the package. */
final class PackageSource {
  private static final int FIRST_PIECE = 1 << 16;

  private final InputStream in;
  private final String subject;
  private long position;

  PackageSource(InputStream in, String subject) {
    this.in = in;
    this.subject = subject;
  }

  long position() {
    return position;
  }

  /**
   * Reads exactly so many bytes.
   *
   * @throws InputException with code {@code rpm.truncated} when there are fewer
   */
  byte[] read(int length, String part) throws IOException {
    return readBehind(new byte[0], length, part);
  }

  /**
   * The given bytes and behind them so many more from the stream. Memory grows with what arrives,
   * not with what was announced.
   *
   * @throws InputException with code {@code rpm.truncated} when there are fewer
   */
  byte[] readBehind(byte[] head, int more, String part) throws IOException {
    int length = head.length + more;
    byte[] bytes = Arrays.copyOf(head, Math.min(length, head.length + FIRST_PIECE));
    int have = head.length;
    while (true) {
      int got = in.readNBytes(bytes, have, bytes.length - have);
      have += got;
      position += got;
      if (have == length) {
        return bytes;
      }
      if (have < bytes.length) {
        throw InputException.of(
            "rpm.truncated",
            subject + " is cut off: it ends after " + position + " bytes, inside " + part,
            "fetch the package again");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 4L * bytes.length));
    }
  }

  /** A failure about the package: {@code <subject> <problem>}. */
  InputException malformed(String problem) {
    return InputException.of("rpm.malformed", subject + " is malformed: " + problem);
  }

  String subject() {
    return subject;
  }
}
