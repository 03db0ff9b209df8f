package dev.hermetic.formats.archive;

import java.nio.charset.StandardCharsets;

/** One block of 512 bytes that begins an entry of a tar archive (POSIX.1-2001, ustar). */
final class TarHeader {
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;

  private final byte[] block;

  private TarHeader(byte[] block) {
    this.block = block;
  }

  static TarHeader of(byte[] block) {
    return new TarHeader(block);
  }

  /** Whether it ends the archive. */
  boolean isEnd() {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether checksum and size can be read and the checksum is right. */
  boolean isSound() {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < block.length; i++) {
      byte b = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? (byte) ' ' : block[i];
      unsigned += b & 0xff;
      signed += b;
    }
    long stated = octal(CHECKSUM, CHECKSUM_LENGTH);
    return (stated == unsigned || stated == signed) && size() >= 0;
  }

  char type() {
    return (char) (block[156] & 0xff);
  }

  /** The size of the content, -1 when it cannot be read. */
  long size() {
    if ((block[SIZE] & 0x80) == 0) {
      return octal(SIZE, SIZE_LENGTH);
    }
    long value = block[SIZE] & 0x7f;
    for (int i = 1; i < SIZE_LENGTH; i++) {
      if (value >> 54 != 0) {
        return -1;
      }
      value = value << 8 | block[SIZE + i] & 0xff;
    }
    return value;
  }

  private long octal(int at, int length) {
    long value = 0;
    boolean digits = false;
    for (int i = at; i < at + length; i++) {
      byte b = block[i];
      if (b >= '0' && b <= '7') {
        value = 8 * value + b - '0';
        digits = true;
      } else if (b != ' ' && b != 0) {
        return -1;
      } else if (digits) {
        return value;
      }
    }
    return value;
  }

  /** The name, after the prefix that ustar may have; GNU uses that place for times. */
  String name() {
    boolean ustar = text(257, 6).equals("ustar");
    String prefix = ustar && block[262] == 0 ? text(345, 155) : "";
    return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
  }

  String link() {
    return text(157, 100);
  }

  /** Whether the map of GNU's sparse file goes on in the next block. */
  boolean moreSparse() {
    return block[482] != 0;
  }

  private String text(int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.UTF_8);
  }
}
