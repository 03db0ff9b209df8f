package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests by which images name their parts: SHA-256 and SHA-512. */
final class ImageDigests {
  private ImageDigests() {}

  /**
   * The digest, if it is one that images may be named by.
   *
   * @throws InputException with code {@code rpm.image-malformed}
   */
  static Digest strong(Digest digest) {
    if (digest.algorithm() != Digest.Algorithm.SHA256
        && digest.algorithm() != Digest.Algorithm.SHA512) {
      throw InputException.of(
          "rpm.image-malformed", digest + " is not a digest that parts of images are named by");
    }
    return digest;
  }

  static MessageDigest hash(Digest.Algorithm algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.jcaName());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  static Digest of(byte[] bytes, Digest.Algorithm algorithm) {
    return Digest.of(algorithm, hash(algorithm).digest(bytes));
  }

  /**
   * Returns normally when bytes are what a digest says.
   *
   * @throws IntegrityException with code {@code rpm.image-digest}
   */
  static void check(byte[] bytes, Digest expected, String subject) {
    check(of(bytes, expected.algorithm()), expected, subject);
  }

  static void check(Digest actual, Digest expected, String subject) {
    if (!actual.equals(expected)) {
      throw IntegrityException.builder("rpm.image-digest")
          .subject(subject)
          .message(subject + " is " + actual + ", not " + expected)
          .expected(expected.toString())
          .actual(actual.toString())
          .build();
    }
  }
}
