package dev.hermetic.testkit;

import dev.hermetic.core.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of bytes that a test serves. */
public final class Hashed {
  private Hashed() {}

  /** The digest of bytes. */
  public static Digest of(Digest.Algorithm algorithm, byte[] bytes) {
    try {
      return Digest.of(algorithm, MessageDigest.getInstance(algorithm.jcaName()).digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(algorithm + " is part of every Java platform", impossible);
    }
  }
}
