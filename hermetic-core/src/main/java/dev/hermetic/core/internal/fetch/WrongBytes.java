package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.store.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares staged bytes with their pin and says in what way they are wrong. */
final class WrongBytes {
  private static final int SNIFFED = 512;

  private WrongBytes() {}

  /** Why the staged bytes are not the artifact; empty when they are. */
  static Optional<IntegrityException> find(Artifact artifact, SafeUri source, Staging staging)
      throws IOException {
    long got = staging.offset();
    if (artifact.size().isPresent() && artifact.size().getAsLong() != got) {
      return Optional.of(wrongSize(artifact, source, staging));
    }
    if (artifact.expected().isEmpty()) {
      return Optional.empty();
    }
    Map<Digest.Algorithm, Digest> computed = staging.digests();
    List<Digest> missed = artifact.expected().mismatches(computed);
    return missed.isEmpty()
        ? Optional.empty()
        : Optional.of(wrongDigest(artifact, source, missed, computed, staging));
  }

  private static IntegrityException wrongSize(Artifact artifact, SafeUri source, Staging staging)
      throws IOException {
    long wanted = artifact.size().orElseThrow();
    long got = staging.offset();
    String problem =
        got < wanted
            ? "short: got " + got + " of " + wanted + " bytes"
            : "got " + got + " bytes, the lock says " + wanted;
    return IntegrityException.builder("integrity.size")
        .subject(artifact.display())
        .message(artifact + ": " + source + ": " + problem + page(staging))
        .expected(Long.toString(wanted))
        .actual(Long.toString(got))
        .hints("check whether the lockfile or the mirror is stale")
        .build();
  }

  private static IntegrityException wrongDigest(
      Artifact artifact,
      SafeUri source,
      List<Digest> missed,
      Map<Digest.Algorithm, Digest> computed,
      Staging staging)
      throws IOException {
    Digest strongest = missed.get(missed.size() - 1);
    Digest.Algorithm algorithm = strongest.algorithm();
    String expected =
        missed.stream()
            .filter(d -> d.algorithm() == algorithm)
            .map(WrongBytes::written)
            .collect(Collectors.joining(" or "));
    String actual = written(computed.getOrDefault(algorithm, strongest));
    return IntegrityException.builder("integrity.digest")
        .subject(artifact.display())
        .message(
            artifact
                + ": "
                + source
                + ": expected "
                + expected
                + ", got "
                + actual
                + " ("
                + staging.offset()
                + " bytes)"
                + page(staging))
        .expected(expected)
        .actual(actual)
        .hints(
            "do not update the lock before you know why the bytes changed",
            "compare with another mirror")
        .build();
  }

  /** Hexadecimal, and SRI for the algorithms that lockfiles write so. */
  private static String written(Digest digest) {
    return switch (digest.algorithm()) {
      case SHA384, SHA512 -> digest + " (" + digest.sri() + ")";
      default -> digest.toString();
    };
  }

  /** Login pages and captive portals answer everything with 200 and HTML. */
  private static String page(Staging staging) throws IOException {
    if (staging.offset() == 0) {
      return "; the server answered with an empty body";
    }
    try (InputStream in = staging.open()) {
      String head = new String(in.readNBytes(SNIFFED), StandardCharsets.ISO_8859_1);
      String start = head.stripLeading().toLowerCase(Locale.ROOT);
      return start.startsWith("<!doctype html") || start.startsWith("<html")
          ? "; the server answered with an HTML page"
          : "";
    }
  }
}
