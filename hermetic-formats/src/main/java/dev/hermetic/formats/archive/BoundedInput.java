package dev.hermetic.formats.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails once more bytes come out of it than allowed: archives can be bombs. */
public final class BoundedInput extends FilterInputStream {
  private final long limit;
  private long left;

  /**
   * A bounded stream.
   *
   * @param limit the bytes that may come out of it; one more is a {@link MalformedArchiveException}
   */
  public BoundedInput(InputStream in, long limit) {
    super(in);
    this.limit = limit;
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    count(Math.max(0, n));
    return n;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long n = super.skip(wanted);
    count(n);
    return n;
  }

  private void count(long n) throws IOException {
    left -= n;
    if (left < 0) {
      throw new MalformedArchiveException("it unpacks to more than " + limit + " bytes");
    }
  }
}
