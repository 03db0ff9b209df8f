package dev.hermetic.pip;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the hashes of a requirement, each of which stands for one of its files, with those that an
 * index states for one file.
 */
final class Digests {
  private Digests() {}

  /**
   * What a file must match to be one that the lock lists.
   *
   * @param listed the hashes of the requirement
   * @param stated what the index says of the file
   * @return empty when the file is none of them
   */
  static Optional<ExpectedDigests> join(List<Digest> listed, ExpectedDigests stated) {
    List<Digest> expected = new ArrayList<>(stated.all());
    boolean comparable = false;
    for (Digest digest : stated.all()) {
      boolean same = digest.algorithm().isStrong() && has(listed, digest.algorithm());
      comparable |= same;
      if (listed.contains(digest) && digest.algorithm().isStrong()) {
        return Optional.of(stated);
      }
    }
    if (comparable) {
      return Optional.empty();
    }
    // The index does not say enough: the bytes decide, once they are there.
    expected.addAll(mostCommon(listed));
    return Optional.of(ExpectedDigests.of(expected));
  }

  private static boolean has(List<Digest> digests, Digest.Algorithm algorithm) {
    return digests.stream().anyMatch(digest -> digest.algorithm() == algorithm);
  }

  /** Digests of several algorithms would all have to match, but may be those of several files. */
  private static List<Digest> mostCommon(List<Digest> listed) {
    Map<Digest.Algorithm, List<Digest>> byAlgorithm = new EnumMap<>(Digest.Algorithm.class);
    for (Digest digest : listed) {
      byAlgorithm.computeIfAbsent(digest.algorithm(), a -> new ArrayList<>()).add(digest);
    }
    return byAlgorithm.values().stream()
        .max(
            Comparator.comparing((List<Digest> same) -> same.get(0).algorithm().isStrong())
                .thenComparing(List::size)
                .thenComparing(same -> same.get(0).algorithm()))
        .orElse(List.of());
  }
}
