package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.CancellationToken;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How much of an image may still be unpacked; also where reading notices a cancelled run. */
final class Budget {
  private final String subject;
  private final CancellationToken cancellation;
  private long bytes;
  private long entries;

  Budget(String subject, ImageLimits limits, CancellationToken cancellation) {
    this.subject = subject;
    this.cancellation = cancellation;
    this.bytes = limits.unpackedBytes();
    this.entries = limits.entries();
  }

  /** Counts an entry. */
  void entry() {
    if (--entries < 0) {
      throw Manifest.malformed(subject, "its layers have more entries than any sensible image");
    }
  }

  private void take(int n) {
    cancellation.throwIfCancelled();
    bytes -= n;
    if (bytes < 0) {
      throw Manifest.malformed(subject, "its layers unpack to more than any sensible image");
    }
  }

  /** A stream whose bytes are counted. */
  InputStream counted(InputStream in) {
    return new FilterInputStream(in) {
      private final byte[] skipped = new byte[1 << 16];

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        take(Math.max(0, n));
        return n;
      }

      @Override
      public long skip(long wanted) throws IOException {
        return Math.max(0, read(skipped, 0, (int) Math.min(Math.max(0, wanted), skipped.length)));
      }
    };
  }
}
