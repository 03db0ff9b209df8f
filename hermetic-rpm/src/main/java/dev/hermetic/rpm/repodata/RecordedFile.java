package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A metadata file being written: what goes in is the unpacked text, what it becomes is recorded.
 * The thread that opens it must close it; others may write and end it.
 */
final class RecordedFile extends OutputStream {
  /** What comes in pieces as small as a package is hashed and packed in larger ones. */
  private static final int PIECE = 1 << 16;

  private final String type;
  private final String name;
  private final Compression compression;
  private final OutputStream out;
  private @Nullable Content content;
  private boolean closed;

  private RecordedFile(String type, String name, Compression compression, OutputStream out) {
    this.type = type;
    this.name = name;
    this.compression = compression;
    this.out = out;
  }

  /** Opens {@code name} plus the suffix of the compression. */
  static RecordedFile open(RepodataSink sink, String type, String name, Compression compression)
      throws IOException {
    String whole = name + compression.suffix();
    return new RecordedFile(type, whole, compression, sink.open(whole));
  }

  @Override
  public void write(int b) throws IOException {
    content().gathered.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    content().gathered.write(bytes, offset, length);
  }

  private Content content() throws IOException {
    if (content == null) {
      content = new Content(compression, out);
    }
    return content;
  }

  /** Says that no more text follows. */
  void end() throws IOException {
    content().gathered.close();
  }

  /** Closes the file once, however often it is called. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (out) {
        end();
      }
    }
  }

  /** What repomd.xml says about the file, once it is closed. */
  RepomdRecord record(long timestamp) throws IOException {
    Measured file = content().packed;
    Measured text = content().text;
    RepomdRecord.Builder record =
        RepomdRecord.builder(type, "repodata/" + name)
            .file(file.digest(), file.length)
            .timestamp(timestamp);
    return compression == Compression.NONE
        ? record.build()
        : record.open(text.digest(), text.length).build();
  }

  /** The way from the text to the file. */
  private static final class Content {
    private final Measured packed;
    private final Measured text;
    private final OutputStream gathered;

    Content(Compression compression, OutputStream out) throws IOException {
      packed = new Measured(new Unclosed(out));
      text = new Measured(compression.pack(packed));
      gathered = new BufferedOutputStream(text, PIECE);
    }
  }

  /** The end of the text does not close the file. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
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
