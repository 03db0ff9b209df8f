package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A metadata file being written: what goes in is the unpacked text, what it becomes is recorded.
 */
final class RecordedFile extends OutputStream {
  private final String type;
  private final String name;
  private final Compression compression;
  private final Measured file;
  private final Measured open;
  private boolean closed;

  private RecordedFile(
      String type, String name, Compression compression, Measured file, Measured open) {
    this.type = type;
    this.name = name;
    this.compression = compression;
    this.file = file;
    this.open = open;
  }

  /** Opens {@code name} plus the suffix of the compression. */
  static RecordedFile open(RepodataSink sink, String type, String name, Compression compression)
      throws IOException {
    String whole = name + compression.suffix();
    Measured file = new Measured(sink.open(whole));
    return new RecordedFile(type, whole, compression, file, new Measured(compression.pack(file)));
  }

  @Override
  public void write(int b) throws IOException {
    open.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    open.write(bytes, offset, length);
  }

  /** Closes the file once, however often it is called. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      open.close();
    }
  }

  /** What repomd.xml says about the file, once it is closed. */
  RepomdRecord record(long timestamp) {
    RepomdRecord.Builder record =
        RepomdRecord.builder(type, "repodata/" + name)
            .file(file.digest(), file.length)
            .timestamp(timestamp);
    return compression == Compression.NONE
        ? record.build()
        : record.open(open.digest(), open.length).build();
  }

  private static final class Measured extends DigestOutputStream {
    private long length;

    Measured(OutputStream out) {
      super(out, sha256());
    }

    @Override
    public void write(int b) throws IOException {
      super.write(b);
      length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      super.write(bytes, offset, count);
      length += count;
    }

    Digest digest() {
      return Digest.of(Digest.Algorithm.SHA256, getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance(Digest.Algorithm.SHA256.jcaName());
      } catch (NoSuchAlgorithmException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }
  }
}
