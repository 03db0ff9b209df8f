package dev.hermetic.pip.metadata;

import java.util.Arrays;

/** A file that is at hand. */
final class HeldBytes implements Bytes {
  private final byte[] content;

  HeldBytes(byte[] content) {
    this.content = content;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public byte[] read(long from, int length) {
    return Arrays.copyOfRange(content, (int) from, (int) from + length);
  }
}
