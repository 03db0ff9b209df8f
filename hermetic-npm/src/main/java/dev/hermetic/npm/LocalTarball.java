package dev.hermetic.npm;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tarball that lies in the project: nothing to fetch, but its integrity is checked. */
final class LocalTarball {
  /** What is held in memory; npm copies a larger one into its cache by itself. */
  static final int MAX_READ = 32 * 1024 * 1024;

  private LocalTarball() {}

  /**
   * Checks that it exists inside the source tree and has the digests that the lock states.
   *
   * @throws IOException when it cannot be read
   */
  static void check(
      SourceTree source, RelPath directory, LockEntry entry, ResolvedForm.LocalTarball local)
      throws IOException {
    Location at = entry.location();
    RelPath file = LocalPath.file(source, directory, local.path(), at, entry.path());
    ExpectedDigests expected = LockedArtifacts.expected(entry);
    Map<Digest.Algorithm, Digest> actual = digests(source, file, expected);
    List<Digest> wrong = expected.mismatches(actual);
    if (!wrong.isEmpty()) {
      Digest found = actual.getOrDefault(wrong.get(0).algorithm(), wrong.get(0));
      throw IntegrityException.builder("integrity.digest")
          .subject(file.value())
          .message(at + ": " + file + " is not the tarball that the lock pins")
          .expected(wrong.get(0).sri())
          .actual(found.sri())
          .hints("restore the tarball, or create the lock again")
          .build();
    }
  }

  /**
   * The bytes of a tarball that was checked; empty for one of more than {@link #MAX_READ} bytes.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code npm.changed} when it is another
   * @throws IOException when it cannot be read
   */
  static Optional<byte[]> read(
      SourceTree source, RelPath directory, LockEntry entry, ResolvedForm.LocalTarball local)
      throws IOException {
    RelPath file = LocalPath.file(source, directory, local.path(), entry.location(), entry.path());
    Path located = source.locate(file);
    if (Files.size(located) > MAX_READ) {
      return Optional.empty();
    }
    byte[] content = source.read(file, MAX_READ);
    ExpectedDigests expected = LockedArtifacts.expected(entry);
    Map<Digest.Algorithm, Digest> actual = new EnumMap<>(Digest.Algorithm.class);
    for (Digest.Algorithm algorithm : expected.algorithms()) {
      actual.put(algorithm, Digest.of(algorithm, hash(algorithm).digest(content)));
    }
    if (!expected.mismatches(actual).isEmpty()) {
      throw NpmLayout.changed(file);
    }
    return Optional.of(content);
  }

  private static Map<Digest.Algorithm, Digest> digests(
      SourceTree source, RelPath file, ExpectedDigests expected) throws IOException {
    Map<Digest.Algorithm, MessageDigest> hashes = new EnumMap<>(Digest.Algorithm.class);
    for (Digest.Algorithm algorithm : expected.algorithms()) {
      hashes.put(algorithm, hash(algorithm));
    }
    try (InputStream in = Files.newInputStream(source.locate(file))) {
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (MessageDigest hash : hashes.values()) {
          hash.update(buffer, 0, n);
        }
      }
    }
    Map<Digest.Algorithm, Digest> computed = new EnumMap<>(Digest.Algorithm.class);
    hashes.forEach(
        (algorithm, hash) -> computed.put(algorithm, Digest.of(algorithm, hash.digest())));
    return computed;
  }

  private static MessageDigest hash(Digest.Algorithm algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.jcaName());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java platform lacks " + algorithm, missing);
    }
  }
}
