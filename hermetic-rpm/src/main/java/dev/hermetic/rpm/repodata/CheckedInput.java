package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import dev.hermetic.core.IntegrityException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts and hashes what is read through it; never lets more through than announced. */
final class CheckedInput extends FilterInputStream {
  private static final byte[] SINK = new byte[1 << 16];

  private final String subject;
  private final @Nullable Digest expected;
  private final @Nullable MessageDigest hash;
  private final OptionalLong size;
  private final long limit;
  private long count;
  private @Nullable IOException failure;

  CheckedInput(InputStream in, String subject, Optional<Digest> digest, OptionalLong size) {
    super(in);
    this.subject = subject;
    this.expected = digest.orElse(null);
    this.hash = digest.map(CheckedInput::hash).orElse(null);
    this.size = size;
    this.limit = Math.min(size.orElse(RepodataLimits.MAX_LIST), RepodataLimits.MAX_LIST);
  }

  private static MessageDigest hash(Digest digest) {
    try {
      return MessageDigest.getInstance(digest.algorithm().jcaName());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The failure of the stream below, where it was that one that failed. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = readBelow(buffer, offset, length);
    if (n > 0) {
      count += n;
      if (count > limit) {
        throw tooLong();
      }
      if (hash != null) {
        hash.update(buffer, offset, n);
      }
    }
    return n;
  }

  private int readBelow(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException failed) {
      failure = failed;
      throw failed;
    } catch (RuntimeException damaged) {
      // Decoders are not all careful with damaged input.
      throw new IOException("the data is damaged: " + damaged, damaged);
    }
  }

  @Override
  public long skip(long wanted) throws IOException {
    return Math.max(0, read(SINK.clone(), 0, (int) Math.min(wanted, SINK.length)));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private IntegrityException tooLong() {
    return IntegrityException.builder("rpm.repodata-size")
        .subject(subject)
        .message(subject + " is longer than " + limit + " bytes")
        .expected(Long.toString(limit))
        .actual("more than " + limit)
        .build();
  }

  /** Reads on to the end. */
  void drain() throws IOException {
    byte[] sink = SINK.clone();
    int n = 0;
    while (n >= 0) {
      n = read(sink, 0, sink.length);
    }
  }

  /**
   * Checks size and digest after the end.
   *
   * @throws IntegrityException with code {@code rpm.repodata-size} or {@code rpm.repodata-digest}
   */
  void verify() {
    if (size.isPresent() && size.getAsLong() != count) {
      String wanted = Long.toString(size.getAsLong());
      throw IntegrityException.builder("rpm.repodata-size")
          .subject(subject)
          .message(subject + " has " + count + " bytes, not " + wanted)
          .expected(wanted)
          .actual(Long.toString(count))
          .build();
    }
    if (expected != null && hash != null) {
      Digest actual = Digest.of(expected.algorithm(), hash.digest());
      if (!actual.equals(expected)) {
        throw IntegrityException.builder("rpm.repodata-digest")
            .subject(subject)
            .message(subject + " is " + actual + ", not " + expected)
            .expected(expected.toString())
            .actual(actual.toString())
            .build();
      }
    }
  }
}
