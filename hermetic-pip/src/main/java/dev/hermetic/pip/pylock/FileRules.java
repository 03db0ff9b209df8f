package dev.hermetic.pip.pylock;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.PrintableText;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules for one file of a lock. */
final class FileRules {
  /** As long as a name may be in any file system. */
  private static final int MAX_NAME = 255;

  private final LockedFile file;
  private final String label;

  private FileRules(LockedFile file, String label) {
    this.file = file;
    this.label = label;
  }

  /**
   * Checks a file.
   *
   * @param label the package and key, for messages
   * @throws InputException with code {@code pip.source}, {@code pip.size}, {@code pip.hash} or
   *     {@code pip.file-name}
   */
  static void check(LockedFile file, String label) {
    new FileRules(file, label).check();
  }

  private void check() {
    if (file.url().isEmpty() && file.path().filter(path -> !path.isEmpty()).isEmpty()) {
      throw problem("pip.source", "has neither a url nor a path", "lock the project again");
    }
    if (file.size().isPresent() && file.size().getAsLong() < 0) {
      throw problem("pip.size", "has a negative size", "lock the project again");
    }
    if (file.hashes().isEmpty()) {
      throw problem("pip.hash", "has no hashes", "lock the project again with hashes");
    }
    checkHashes();
    checkName();
  }

  private void checkHashes() {
    Set<Digest.Algorithm> seen = EnumSet.noneOf(Digest.Algorithm.class);
    for (Map.Entry<String, String> hash : file.hashes().entrySet()) {
      Optional<Digest.Algorithm> algorithm = Digest.Algorithm.named(hash.getKey());
      if (algorithm.isPresent()) {
        checkDigest(algorithm.get(), hash.getValue());
        if (!seen.add(algorithm.get())) {
          throw problem(
              "pip.hash", "has two hashes of " + algorithm.get().id(), "lock the project again");
        }
      }
    }
    if (seen.isEmpty()) {
      throw problem(
          "pip.hash",
          "has hashes of unknown algorithms only: "
              + PrintableText.quoted(String.join(", ", file.hashes().keySet())),
          "add one of sha256");
    }
  }

  private void checkDigest(Digest.Algorithm algorithm, String hex) {
    try {
      new Digest(algorithm, hex);
    } catch (InputException malformed) {
      throw problem(
          "pip.hash", "has a malformed hash: " + malformed.getMessage(), "lock the project again");
    }
  }

  /** The name becomes the name of a file in the output. */
  private void checkName() {
    String name = file.fileName();
    boolean safe =
        !name.isEmpty()
            && name.length() <= MAX_NAME
            && !name.startsWith(".")
            && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "/\\:*?\"<>|".indexOf(c) < 0);
    if (!safe) {
      throw problem(
          "pip.file-name",
          "has no usable file name: " + PrintableText.quoted(name),
          "add the key name with the name of the file");
    }
  }

  private InputException problem(String code, String message, String hint) {
    Optional<Location> at = file.location();
    return LockProblem.of(at, code, label + " " + message, hint);
  }
}
