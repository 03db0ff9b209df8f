package dev.hermetic.pip.metadata;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
import java.util.Optional;

/**
 * A file of an index.
 *
 * @param uri where it is
 * @param digests what its index or lock says of its bytes, perhaps nothing
 * @param filename its name
 */
public record PinnedFile(SafeUri uri, ExpectedDigests digests, String filename) {
  /**
   * A name for what is found out about exactly these bytes at exactly that place; empty when no
   * strong digest says which bytes they are.
   */
  Optional<String> name(String what) {
    return digests.all().stream()
        .filter(digest -> digest.algorithm().isStrong())
        .findFirst()
        .map((Digest digest) -> "pip " + what + " 1\n" + uri.uri() + "\n" + digest);
  }
}
