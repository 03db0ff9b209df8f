package dev.hermetic.core.spi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A stream that fails once it has given more bytes than it may, whatever the content says of its
 * own size: for what is unpacked from archives. Used by one thread.
 */
public final class BoundedInputStream extends FilterInputStream {
  private final Supplier<? extends RuntimeException> tooLarge;
  private long left;

  /**
   * A bounded stream.
   *
   * @param maxBytes the most bytes that it gives
   * @param tooLarge the failure when there are more
   */
  public BoundedInputStream(
      InputStream in, long maxBytes, Supplier<? extends RuntimeException> tooLarge) {
    super(in);
    this.left = maxBytes;
    this.tooLarge = tooLarge;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      count(1);
    }
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count > 0) {
      count(count);
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  /** Always false: going back would give bytes twice. */
  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw tooLarge.get();
    }
  }
}
