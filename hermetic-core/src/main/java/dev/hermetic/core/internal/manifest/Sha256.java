package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;

/** SHA-256 of files and of what passes through a stream. */
public final class Sha256 {
  private Sha256() {}

  /** The digest of a regular file, not following a link. */
  public static Digest ofFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return Digest.ofContent(Digest.Algorithm.SHA256, in);
    }
  }

  /** Counts and hashes what passes. */
  public static final class Stream extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = Digest.Algorithm.SHA256.newMessageDigest();
    private long size;

    /** Passes everything on. */
    public Stream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      digest.update(bytes, offset, length);
      size += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    /** What passed, as a generated file. */
    public FileEntry entry(String path) {
      return FileEntry.generated(path, Digest.of(Digest.Algorithm.SHA256, digest.digest()), size);
    }
  }
}
