package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.HermeticException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the store knows about an object without reading it: its size, its modification time in
 * nanoseconds, its other digests. A sidecar that is lost or damaged costs one hashing, no more.
 */
record Sidecar(long size, long modified, Map<Algorithm, Digest> digests) {
  /** Larger than any sidecar: nine digests of at most 128 digits. */
  static final int MAX_BYTES = 4096;

  Sidecar {
    digests = Map.copyOf(digests);
  }

  static Sidecar of(BasicFileAttributes attributes, Map<Algorithm, Digest> digests) {
    return new Sidecar(attributes.size(), nanos(attributes), digests);
  }

  private static long nanos(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  boolean matches(BasicFileAttributes attributes) {
    return attributes.size() == size && nanos(attributes) == modified;
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder("size " + size + "\nmodified " + modified + "\n");
    if (!digests.isEmpty()) {
      digests.values().stream().sorted().forEach(digest -> text.append(digest).append('\n'));
    }
    // The last line tells a whole sidecar from one cut short.
    return text.append("end\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  static Optional<Sidecar> parse(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.US_ASCII).split("\n", -1);
    int last = lines.length - 2;
    if (last < 2
        || !lines[last].equals("end")
        || !lines[0].startsWith("size ")
        || !lines[1].startsWith("modified ")) {
      return Optional.empty();
    }
    try {
      Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
      for (int i = 2; i < last; i++) {
        Digest digest = Digest.parse(lines[i]);
        digests.put(digest.algorithm(), digest);
      }
      long size = Long.parseLong(lines[0].substring("size ".length()));
      long modified = Long.parseLong(lines[1].substring("modified ".length()));
      return Optional.of(new Sidecar(size, modified, digests));
    } catch (NumberFormatException | HermeticException damaged) {
      return Optional.empty();
    }
  }
}
