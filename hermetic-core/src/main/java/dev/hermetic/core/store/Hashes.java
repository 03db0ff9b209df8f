package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SHA-256 and other digests of bytes as they pass. */
final class Hashes {
  static final int BUFFER = 128 * 1024;

  private final Map<Algorithm, MessageDigest> running = new EnumMap<>(Algorithm.class);
  private long count;
  private @Nullable Map<Algorithm, Digest> known;

  Hashes(Set<Algorithm> algorithms) {
    add(Algorithm.SHA256);
    algorithms.forEach(this::add);
  }

  private void add(Algorithm algorithm) {
    running.put(algorithm, algorithm.newMessageDigest());
  }

  /** The digests of a whole file, which must not be a link. */
  static Map<Algorithm, Digest> ofFile(Path file, Set<Algorithm> algorithms) throws IOException {
    Hashes hashes = new Hashes(algorithms);
    hashes.updateFrom(file);
    return hashes.values();
  }

  void updateFrom(Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        update(buffer, 0, read);
      }
    }
  }

  void update(byte[] bytes, int offset, int length) {
    for (MessageDigest digest : running.values()) {
      digest.update(bytes, offset, length);
    }
    count += length;
    known = null;
  }

  void reset() {
    running.values().forEach(MessageDigest::reset);
    count = 0;
    known = null;
  }

  /** How many bytes passed. */
  long count() {
    return count;
  }

  /** The digests so far; more bytes may follow. */
  Map<Algorithm, Digest> values() {
    Map<Algorithm, Digest> values = known;
    if (values == null) {
      values = new EnumMap<>(Algorithm.class);
      for (Map.Entry<Algorithm, MessageDigest> one : running.entrySet()) {
        values.put(one.getKey(), soFar(one.getKey(), one.getValue()));
      }
      known = values;
    }
    return new EnumMap<>(values);
  }

  private static Digest soFar(Algorithm algorithm, MessageDigest digest) {
    try {
      return Digest.of(algorithm, ((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException unexpected) {
      throw new IllegalStateException(algorithm.jcaName() + " cannot be cloned", unexpected);
    }
  }
}
