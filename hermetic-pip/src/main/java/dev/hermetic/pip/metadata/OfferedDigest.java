package dev.hermetic.pip.metadata;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Compares metadata with the digests that an index states for them. */
final class OfferedDigest {
  private OfferedDigest() {}

  static void check(byte[] content, ExpectedDigests expected, String origin) {
    Map<Digest.Algorithm, Digest> computed = new EnumMap<>(Digest.Algorithm.class);
    for (Digest.Algorithm algorithm : expected.algorithms()) {
      computed.put(algorithm, Digest.of(algorithm, hash(algorithm, content)));
    }
    List<Digest> wrong = expected.mismatches(computed);
    if (!wrong.isEmpty()) {
      throw Malformed.metadata(
          origin, "its metadata are not what the index says: expected " + wrong.get(0));
    }
  }

  private static byte[] hash(Digest.Algorithm algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm.jcaName()).digest(content);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
