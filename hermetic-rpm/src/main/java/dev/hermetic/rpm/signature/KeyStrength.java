package dev.hermetic.rpm.signature;

import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;

/** Which keys and hash functions are strong enough to prove anything. */
final class KeyStrength {
  private static final int LEAST_BITS = 2048;

  /** "RSA Sign-Only", deprecated by RFC 9580, section 9.1; keys of that kind are still around. */
  private static final int RSA_SIGN_ONLY = 3;

  private KeyStrength() {}

  static boolean isStrong(PGPPublicKey key) {
    return switch (key.getAlgorithm()) {
      case PublicKeyAlgorithmTags.RSA_GENERAL, RSA_SIGN_ONLY, PublicKeyAlgorithmTags.DSA ->
          key.getBitStrength() >= LEAST_BITS;
      default -> true;
    };
  }

  /** SHA-2 and SHA-3 of at least 256 bits; MD5, SHA-1 and RIPEMD-160 are forged or too near. */
  static boolean isStrongHash(int algorithm) {
    return switch (algorithm) {
      case HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512,
          HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512 ->
          true;
      default -> false;
    };
  }
}
