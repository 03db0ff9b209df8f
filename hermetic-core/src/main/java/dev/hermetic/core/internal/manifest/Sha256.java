package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of texts, files and what passes through a stream. */
public final class Sha256 {
  private Sha256() {}

  /** The digest of bytes. */
  public static Digest of(byte[] content) {
    return Digest.of(Digest.Algorithm.SHA256, digest().digest(content));
  }

  /** The digest of the UTF-8 form of a text. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of a regular file, not following a link. */
  public static Digest ofFile(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Digest.of(Digest.Algorithm.SHA256, digest.digest());
  }

  /** Every Java platform has SHA-256. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Counts and hashes what passes. */
  public static final class Stream extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = digest();
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
