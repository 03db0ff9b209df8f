package dev.hermetic.pip.requirements;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import java.util.Optional;

/** The digest in the fragment of a URL: {@code #sha256=…}. */
final class FragmentHash {
  private FragmentHash() {}

  /**
   * The digest of the first algorithm named.
   *
   * @throws LockfileException with code {@code pip.hash} when it is malformed
   */
  static Optional<Digest> of(String url, Location at) {
    for (String part : UrlText.rawFragment(url).replaceFirst("^#", "").split("&", -1)) {
      int equals = part.indexOf('=');
      Optional<Digest.Algorithm> algorithm =
          equals < 0 ? Optional.empty() : Digest.Algorithm.named(part.substring(0, equals));
      if (algorithm.isPresent()) {
        return Optional.of(digest(algorithm.get(), part.substring(equals + 1), at));
      }
    }
    return Optional.empty();
  }

  private static Digest digest(Digest.Algorithm algorithm, String hex, Location at) {
    try {
      return new Digest(algorithm, hex);
    } catch (InputException malformed) {
      throw LockfileException.of(
          "pip.hash",
          at,
          "the hash in the URL is malformed: " + malformed.getMessage(),
          malformed,
          "write #sha256=<64 hexadecimal digits>");
    }
  }
}
