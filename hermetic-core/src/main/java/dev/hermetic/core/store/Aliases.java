package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/**
 * From strong digests to addresses. An alias is a hint: whoever follows it compares the digest that
 * was computed of the object. Weak digests have none, so a forged MD5 leads nowhere.
 */
final class Aliases {
  private static final int MAX_BYTES = 256;

  private final StoreLayout layout;
  private final Clock clock;

  Aliases(StoreLayout layout, Clock clock) {
    this.layout = layout;
    this.clock = clock;
  }

  /** The address a strong digest stands for. */
  Optional<Digest> resolve(Digest digest) throws IOException {
    if (!digest.algorithm().isStrong()) {
      return Optional.empty();
    }
    if (digest.algorithm() == Digest.Algorithm.SHA256) {
      return Optional.of(digest);
    }
    return SmallFile.read(layout.alias(digest), MAX_BYTES).flatMap(Aliases::parse);
  }

  static Optional<Digest> parse(byte[] content) {
    try {
      Digest address = Digest.parse(new String(content, StandardCharsets.US_ASCII).strip());
      return Optional.of(address).filter(d -> d.algorithm() == Digest.Algorithm.SHA256);
    } catch (HermeticException damaged) {
      // Cut short by a power loss; it is written anew when the content is next published.
      return Optional.empty();
    }
  }

  /** Records the strong ones among the digests of an object. */
  void record(Collection<Digest> digests, Digest sha256) throws IOException {
    for (Digest digest : digests) {
      boolean needed = digest.algorithm().isStrong() && !digest.equals(sha256);
      if (needed && !resolve(digest).equals(Optional.of(sha256))) {
        AtomicFile.create(
            layout.entering(layout.alias(digest)),
            (sha256 + "\n").getBytes(StandardCharsets.US_ASCII),
            layout.temporaries(),
            FileTime.from(clock.instant()));
      }
    }
  }
}
