package dev.hermetic.pip;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of a file of the project, by which a change between two readings shows. */
final class ProjectDigest {
  private static final long MAX_BYTES = 64L << 20;

  private ProjectDigest() {}

  static Digest of(SourceTree source, RelPath file) throws IOException {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      return Digest.of(Digest.Algorithm.SHA256, hash.digest(source.read(file, MAX_BYTES)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Fails with code {@code pip.changed} when a file is not the one that was resolved. */
  static void requireUnchanged(SourceTree source, RelPath file, Resolution resolution)
      throws IOException {
    if (!of(source, file).equals(resolution.sources().get(file))) {
      throw LockfileException.of(
          "pip.changed",
          Location.of(file),
          "the file has changed since it was resolved",
          "run the prefetch again");
    }
  }
}
