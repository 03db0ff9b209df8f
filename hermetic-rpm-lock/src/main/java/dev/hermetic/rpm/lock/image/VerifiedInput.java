package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import dev.hermetic.core.IntegrityException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Hashes what is read through it and lets no more through than the descriptor announces. */
final class VerifiedInput extends FilterInputStream {
  private final Descriptor expected;
  private final String subject;
  private final MessageDigest hash;
  private final byte[] passed = new byte[1 << 16];
  private long count;

  VerifiedInput(InputStream in, Descriptor expected, String subject) {
    super(in);
    this.expected = expected;
    this.subject = subject;
    this.hash = ImageDigests.hash(expected.digest().algorithm());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n > 0) {
      count += n;
      if (count > expected.size()) {
        throw wrongSize("more");
      }
      hash.update(buffer, offset, n);
    }
    return n;
  }

  @Override
  public long skip(long wanted) throws IOException {
    return Math.max(0, read(passed, 0, (int) Math.min(Math.max(0, wanted), passed.length)));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /**
   * Reads what is left and compares.
   *
   * @throws IntegrityException with code {@code rpm.image-digest}
   */
  void verify() throws IOException {
    int n = 0;
    while (n >= 0) {
      n = read(passed, 0, passed.length);
    }
    if (count != expected.size()) {
      throw wrongSize(Long.toString(count));
    }
    ImageDigests.check(
        Digest.of(expected.digest().algorithm(), hash.digest()), expected.digest(), subject);
  }

  private IntegrityException wrongSize(String actual) {
    return IntegrityException.builder("rpm.image-digest")
        .subject(subject)
        .message(subject + " has " + actual + " bytes, not " + expected.size())
        .expected(Long.toString(expected.size()))
        .actual(actual)
        .build();
  }
}
