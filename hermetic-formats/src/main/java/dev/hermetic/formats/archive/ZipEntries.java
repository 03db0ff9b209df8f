package dev.hermetic.formats.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a zip archive of a stranger, front to back, by the headers before its entries (APPNOTE
 * 6.3.10, section 4.3.7). The entries and all bytes that come out of them are bounded, those of
 * entries that are passed over, too; nothing that a header says of sizes is trusted. Used by one
 * thread.
 */
public final class ZipEntries {
  private final ZipInputStream in;
  private final int mostEntries;
  private final long mostBytes;
  private int entries;
  private long bytes;

  /**
   * An entry.
   *
   * @param name its path as it is written
   * @param isDirectory whether it is a directory
   */
  public record Entry(String name, boolean isDirectory) {}

  /**
   * Begins to read.
   *
   * @param in the archive; read as far as is asked for, not closed
   * @param mostEntries how many entries it may have
   * @param mostBytes how many bytes may come out of all entries together
   */
  public ZipEntries(InputStream in, int mostEntries, long mostBytes) {
    this.in = new ZipInputStream(in);
    this.mostEntries = mostEntries;
    this.mostBytes = mostBytes;
  }

  /**
   * The next entry; what is left of the one before is passed over.
   *
   * @return null behind the last one
   * @throws MalformedArchiveException when the archive is damaged, or larger than it may be
   * @throws IOException when its bytes cannot be had
   */
  public @Nullable Entry next() throws IOException {
    try {
      if (entries > 0) {
        // By hand: passing over inflates as well, which the library does without a bound.
        content().skip(Long.MAX_VALUE);
      }
      ZipEntry entry = in.getNextEntry();
      if (entry == null) {
        return null;
      }
      if (++entries > mostEntries) {
        throw new MalformedArchiveException("it has more than " + mostEntries + " entries");
      }
      return new Entry(entry.getName(), entry.isDirectory());
    } catch (ZipException | IllegalArgumentException damaged) {
      throw malformed(damaged);
    }
  }

  /** The content of the entry; closing it closes nothing. */
  public InputStream content() {
    return new Content(in);
  }

  private static MalformedArchiveException malformed(Exception damaged) {
    return new MalformedArchiveException("it is damaged: " + damaged.getMessage());
  }

  /** Counts what comes out. */
  private final class Content extends FilterInputStream {
    Content(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int read;
      try {
        read = super.read(target, from, length);
      } catch (ZipException damaged) {
        throw malformed(damaged);
      }
      bytes += Math.max(0, read);
      if (bytes > mostBytes) {
        throw new MalformedArchiveException("it unpacks to more than " + mostBytes + " bytes");
      }
      return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
      byte[] buffer = new byte[8 * 1024];
      long skipped = 0;
      while (skipped < wanted) {
        int read = read(buffer, 0, (int) Math.min(buffer.length, wanted - skipped));
        if (read < 0) {
          break;
        }
        skipped += read;
      }
      return skipped;
    }

    @Override
    public void close() {
      // The archive goes on behind the entry.
    }
  }
}
