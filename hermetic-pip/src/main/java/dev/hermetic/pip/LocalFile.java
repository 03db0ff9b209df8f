package dev.hermetic.pip;

import dev.hermetic.core.Digest;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.pip.pylock.LockedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Files and directories that a lock names by a path: they are the project's own. */
final class LocalFile {
  private LocalFile() {}

  /** Whether the project brings a file along; only then the URL, if there is one, is not used. */
  static boolean isThere(SourceTree source, RelPath lock, LockedFile file) {
    return file.path().flatMap(path -> within(lock, path)).filter(source::isFile).isPresent();
  }

  /**
   * Compares a file with its lock.
   *
   * @throws IntegrityException with code {@code integrity.digest} when it is another
   * @throws IOException when reading fails
   */
  static void check(SourceTree source, RelPath lock, LockedFile file, Location at)
      throws IOException {
    RelPath path = file.path().flatMap(text -> within(lock, text)).orElseThrow();
    Map<Digest.Algorithm, Digest> computed = new EnumMap<>(Digest.Algorithm.class);
    for (Digest.Algorithm algorithm : file.expected().algorithms()) {
      computed.put(algorithm, digest(source, path, algorithm));
    }
    if (!file.expected().mismatches(computed).isEmpty()) {
      throw IntegrityException.builder("integrity.digest")
          .subject(path.value())
          .message(at + ": " + path + " is not the file that was locked: " + computed.values())
          .expected(file.expected().toString())
          .actual(computed.values().toString())
          .hints("restore the file, or lock again")
          .build();
    }
  }

  private static Digest digest(SourceTree source, RelPath path, Digest.Algorithm algorithm)
      throws IOException {
    try {
      MessageDigest hash = MessageDigest.getInstance(algorithm.jcaName());
      try (InputStream in =
          new DigestInputStream(Files.newInputStream(source.locate(path)), hash)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return Digest.of(algorithm, hash.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(algorithm + " is part of every Java platform", impossible);
    }
  }

  /**
   * Checks that a directory belongs to the project.
   *
   * @throws LockfileException with code {@code pip.path}
   */
  static void requireDirectory(SourceTree source, RelPath lock, String path, Location at) {
    if (within(lock, path).filter(source::isDirectory).isEmpty()) {
      throw missing(lock, path, at);
    }
  }

  static LockfileException missing(RelPath lock, String path, Location at) {
    return LockfileException.of(
        "pip.path",
        at,
        "'" + path.replaceAll("\\p{Cntrl}", "?") + "' is nothing inside the source tree",
        "keep it in the project and name it by a path relative to " + lock.name());
  }

  /** A path as seen from the lock; empty when it leads out of the tree. */
  private static Optional<RelPath> within(RelPath lock, String path) {
    if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf(':') >= 0) {
      return Optional.empty();
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : (lock.parent().value() + "/" + path).split("/")) {
      if (segment.equals("..") && segments.pollLast() == null) {
        return Optional.empty();
      }
      if (!segment.equals("..") && !segment.equals(".") && !segment.isEmpty()) {
        segments.addLast(segment);
      }
    }
    return Optional.of(RelPath.of(String.join("/", segments)));
  }
}
