package dev.hermetic.rpm.repodata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packs bytes in all forms, the read-only ones too. */
final class Packing {
  private Packing() {}

  static byte[] pack(Compression compression, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = open(compression, packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static OutputStream open(Compression compression, OutputStream out) throws IOException {
    return switch (compression) {
      case XZ -> new XZOutputStream(out, new LZMA2Options(0));
      case BZIP2 -> new BZip2CompressorOutputStream(out, 1);
      case NONE, GZIP, ZSTD -> compression.pack(out);
    };
  }
}
