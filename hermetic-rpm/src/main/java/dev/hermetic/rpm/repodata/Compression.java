package dev.hermetic.rpm.repodata;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a metadata file is packed. Reading goes by the first bytes, never by the file's name. */
public enum Compression {
  /** Not at all. */
  NONE("", ""),
  /** gzip, what every client reads. */
  GZIP(".gz", "gz"),
  /** Zstandard, the default of newer createrepo_c. */
  ZSTD(".zst", "zst"),
  /** xz, read only. */
  XZ(".xz", "xz"),
  /** bzip2, read only. */
  BZIP2(".bz2", "bz2");

  private static final int BUFFER = 1 << 16;
  private static final int MAGIC = 6;
  // A decoder must be able to keep a window of 2^27 bytes; more than that is refused.
  private static final int ZSTD_WINDOW_LOG = 27;
  private static final int XZ_MEMORY_KIB = 192 << 10;
  private static final int ZSTD_LEVEL = 9;
  // Half the time of the usual level 6 for a fifth more bytes, which clients read from a disk.
  private static final int GZIP_LEVEL = 3;

  private final String suffix;
  private final String shortName;

  Compression(String suffix, String shortName) {
    this.suffix = suffix;
    this.shortName = shortName;
  }

  /** The end of a file name: {@code .gz}. */
  public String suffix() {
    return suffix;
  }

  /** The name within record types: {@code gz} as in {@code group_gz}. */
  String shortName() {
    return shortName;
  }

  /** What the first bytes of a file say. */
  static Compression of(byte[] magic, int length) {
    if (length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return GZIP;
    }
    if (length >= 4 && magic[1] == (byte) 0xb5 && magic[2] == 0x2f && magic[3] == (byte) 0xfd) {
      return magic[0] == 0x28 ? ZSTD : NONE;
    }
    // A skippable frame may come first.
    if (length >= 4 && (magic[0] & 0xf0) == 0x50 && magic[1] == 0x2a && magic[2] == 0x4d) {
      return magic[3] == 0x18 ? ZSTD : NONE;
    }
    if (length >= MAGIC && magic[0] == (byte) 0xfd && magic[1] == '7' && magic[2] == 'z') {
      return magic[3] == 'X' && magic[4] == 'Z' && magic[5] == 0 ? XZ : NONE;
    }
    boolean bzip2 = length >= 3 && magic[0] == 'B' && magic[1] == 'Z' && magic[2] == 'h';
    return bzip2 ? BZIP2 : NONE;
  }

  /**
   * Unpacks a stream of any of these forms, several members or frames in a row included. Damaged
   * and truncated input makes the stream fail with an {@link IOException}.
   */
  public static InputStream unpack(InputStream packed) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(packed, MAGIC);
    byte[] magic = new byte[MAGIC];
    int length = peeked.readNBytes(magic, 0, MAGIC);
    peeked.unread(magic, 0, length);
    return switch (of(magic, length)) {
      case NONE -> peeked;
      // Unlike the JDK's, this one does not need available() to find a second member.
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(peeked)
              .setDecompressConcatenated(true)
              .get();
      case XZ -> new XZInputStream(peeked, XZ_MEMORY_KIB);
      case BZIP2 -> new BZip2CompressorInputStream(peeked, true);
      case ZSTD -> {
        ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(peeked);
        zstd.setLongMax(ZSTD_WINDOW_LOG);
        yield zstd;
      }
    };
  }

  /**
   * Packs into a stream; equal input gives equal output with the same version of the library.
   *
   * @throws IllegalArgumentException for the read-only forms
   */
  OutputStream pack(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new LightGzip(out);
      case ZSTD -> new ZstdOutputStreamNoFinalizer(out, ZSTD_LEVEL).setChecksum(true);
      case XZ, BZIP2 -> throw new IllegalArgumentException(this + " is only read");
    };
  }

  private static final class LightGzip extends GZIPOutputStream {
    LightGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(GZIP_LEVEL);
    }
  }
}
