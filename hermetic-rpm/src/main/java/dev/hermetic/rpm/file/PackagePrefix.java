package dev.hermetic.rpm.file;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects the bytes of a package before its payload, as far as its headers announce them. */
final class PackagePrefix {
  private static final int FIRST_PIECE = 1 << 14;

  private enum Known {
    LEAD,
    SIGNATURES,
    ALL
  }

  private byte[] bytes = new byte[FIRST_PIECE];
  private int count;
  private Known known = Known.LEAD;
  private int wanted = HeaderReader.LEAD + HeaderParser.INTRO;

  /** Takes what belongs to it and says how much that was. */
  int take(byte[] from, int offset, int length) {
    int taken = 0;
    while (taken < length && !complete()) {
      int piece = Math.min(length - taken, wanted - count);
      keep(from, offset + taken, piece);
      taken += piece;
      if (count == wanted) {
        lookFurther();
      }
    }
    return taken;
  }

  /** Whether all of it is there, or enough to see that it is malformed. */
  boolean complete() {
    return known == Known.ALL && count == wanted;
  }

  /** What was collected. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, count);
  }

  /** Memory grows with what arrives, not with what was announced. */
  private void keep(byte[] from, int offset, int length) {
    if (count + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Math.max(count + length, 4L * count)));
    }
    System.arraycopy(from, offset, bytes, count, length);
    count += length;
  }

  private void lookFurther() {
    ByteBuffer intro = ByteBuffer.wrap(bytes, count - HeaderParser.INTRO, HeaderParser.INTRO);
    int length =
        switch (known) {
          case LEAD -> HeaderReader.signaturesLength(intro.slice());
          case SIGNATURES -> HeaderReader.mainLength(intro.slice());
          case ALL -> 0;
        };
    if (length == 0) {
      // Whatever it announces is refused, so nothing of it is waited for.
      known = Known.ALL;
      return;
    }
    int end = count - HeaderParser.INTRO + length;
    if (known == Known.LEAD) {
      known = Known.SIGNATURES;
      wanted = end + HeaderReader.padding(length) + HeaderParser.INTRO;
    } else if (known == Known.SIGNATURES) {
      known = Known.ALL;
      wanted = end;
    }
  }
}
