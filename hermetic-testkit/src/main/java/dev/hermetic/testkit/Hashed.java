package dev.hermetic.testkit;

import dev.hermetic.core.Digest;

/** Digests of bytes that a test serves. */
public final class Hashed {
  private Hashed() {}

  /** The digest of bytes. */
  public static Digest of(Digest.Algorithm algorithm, byte[] bytes) {
    return Digest.ofContent(algorithm, bytes);
  }
}
