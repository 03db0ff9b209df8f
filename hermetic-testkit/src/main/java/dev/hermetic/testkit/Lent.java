package dev.hermetic.testkit;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.spi.StagedContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Content in memory whose digests were checked. */
record Lent(Digest sha256, byte[] bytes) implements StagedContent {
  /**
   * Content that is what it must be.
   *
   * @throws IntegrityException with code {@code integrity.digest} when it is not
   */
  static Lent of(String uri, byte[] bytes, ExpectedDigests expected) {
    Map<Digest.Algorithm, Digest> computed = new EnumMap<>(Digest.Algorithm.class);
    expected.algorithms().forEach(a -> computed.put(a, Hashed.of(a, bytes)));
    List<Digest> wrong = expected.mismatches(computed);
    if (!wrong.isEmpty()) {
      String wanted = wrong.get(0).toString();
      String actual = String.valueOf(computed.get(wrong.get(0).algorithm()));
      throw IntegrityException.builder("integrity.digest")
          .subject(uri)
          .message(uri + " is " + actual + ", not " + wanted)
          .expected(wanted)
          .actual(actual)
          .build();
    }
    return new Lent(Hashed.of(Digest.Algorithm.SHA256, bytes), bytes);
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}
