package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails once more bytes come than any sensible file of the kind has. */
final class BoundedInput extends FilterInputStream {
  private final RelPath file;
  private final long limit;
  private long count;

  BoundedInput(InputStream in, RelPath file, long limit) {
    super(in);
    this.file = file;
    this.limit = limit;
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

  /** Parsers close what they read from; who opened it still wants to know how it ends. */
  @Override
  public void close() {}

  private void count(int n) {
    count += n;
    if (count > limit) {
      throw LockfileException.of(
          "rpm.repodata", Location.of(file), "it is longer than " + limit + " bytes");
    }
  }
}
