package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.Optional;

/** Digests as repository metadata writes them: {@code type="sha"} means SHA-1. */
final class RepodataDigest {
  private RepodataDigest() {}

  /**
   * A digest from its type and value; without a type, by its length.
   *
   * @throws InputException with code {@code input.digest}
   */
  static Digest of(String type, String hex) {
    if (type.isEmpty()) {
      return new Digest(byLength(hex), hex);
    }
    Optional<Digest.Algorithm> algorithm =
        type.equals("sha") ? Optional.of(Digest.Algorithm.SHA1) : Digest.Algorithm.named(type);
    return new Digest(
        algorithm.orElseThrow(
            () ->
                InputException.of(
                    "input.digest",
                    "checksums of type " + PrintableText.quoted(type) + " are not known")),
        hex);
  }

  private static Digest.Algorithm byLength(String hex) {
    return switch (hex.length()) {
      case 32 -> Digest.Algorithm.MD5;
      case 40 -> Digest.Algorithm.SHA1;
      case 56 -> Digest.Algorithm.SHA224;
      case 96 -> Digest.Algorithm.SHA384;
      case 128 -> Digest.Algorithm.SHA512;
      default -> Digest.Algorithm.SHA256;
    };
  }
}
