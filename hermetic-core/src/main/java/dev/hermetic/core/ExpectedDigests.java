package dev.hermetic.core;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The digests a lockfile gives for one artifact, and how bytes satisfy them.
 *
 * <p>For every algorithm that is present, one of its values must match: two values of one algorithm
 * are alternatives, values of different algorithms must all hold. This is stricter than the
 * clients, which look at one algorithm only, and equal to them where one algorithm is given.
 */
public final class ExpectedDigests {
  private static final ExpectedDigests NONE = new ExpectedDigests(new TreeSet<>());

  private final List<Digest> digests;

  private ExpectedDigests(TreeSet<Digest> sorted) {
    this.digests = List.copyOf(sorted);
  }

  /** No pin at all. */
  public static ExpectedDigests none() {
    return NONE;
  }

  /** The given digests, in any order; equal ones count once. */
  public static ExpectedDigests of(Digest... digests) {
    return of(List.of(digests));
  }

  /** The given digests, in any order; equal ones count once. */
  public static ExpectedDigests of(Collection<Digest> digests) {
    return new ExpectedDigests(new TreeSet<>(digests));
  }

  /**
   * Parses Subresource Integrity metadata: hashes separated by white space, options behind {@code
   * ?} ignored (W3C SRI, section 3.5).
   *
   * @throws InputException with code {@code input.integrity} when the text is empty, an algorithm
   *     is unknown, or a value is not padded base64 of the algorithm's length
   */
  public static ExpectedDigests sri(String integrity) {
    TreeSet<Digest> parsed = new TreeSet<>();
    for (String token : integrity.strip().split("\\s+")) {
      parsed.add(sriHash(token, integrity));
    }
    return new ExpectedDigests(parsed);
  }

  private static Digest sriHash(String token, String whole) {
    int dash = token.indexOf('-');
    String name = dash < 0 ? "" : token.substring(0, dash);
    Optional<Digest.Algorithm> algorithm = Digest.Algorithm.named(name);
    if (algorithm.isEmpty()) {
      throw InputException.of(
          "input.integrity",
          "integrity '"
              + PrintableText.text(whole)
              + "' is not understood: expected hashes such as sha512-<base64>");
    }
    int options = token.indexOf('?');
    String value = token.substring(dash + 1, options < 0 ? token.length() : options);
    byte[] bytes;
    try {
      bytes = value.length() % 4 == 0 ? Base64.getDecoder().decode(value) : new byte[0];
    } catch (IllegalArgumentException notBase64) {
      bytes = new byte[0];
    }
    if (bytes.length != algorithm.get().length()) {
      throw InputException.of(
          "input.integrity",
          "integrity '"
              + PrintableText.text(whole)
              + "' is malformed: expected padded base64 of "
              + algorithm.get().length()
              + " bytes");
    }
    return Digest.of(algorithm.get(), bytes);
  }

  /**
   * What bytes must be to satisfy both: all algorithms of both, and of an algorithm that both have
   * the values that both accept.
   *
   * @return empty when they contradict each other, so that no bytes satisfy both
   */
  public Optional<ExpectedDigests> merge(ExpectedDigests other) {
    TreeSet<Digest> merged = new TreeSet<>();
    for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
      List<Digest> values = values(algorithm);
      List<Digest> others = other.values(algorithm);
      TreeSet<Digest> common = new TreeSet<>(values.isEmpty() ? others : values);
      if (!values.isEmpty() && !others.isEmpty()) {
        common.retainAll(others);
        if (common.isEmpty()) {
          return Optional.empty();
        }
      }
      merged.addAll(common);
    }
    return Optional.of(new ExpectedDigests(merged));
  }

  /**
   * Whether a strong digest of one is among the other's, which proves that both mean the same
   * bytes.
   */
  public boolean sharesStrongDigest(ExpectedDigests other) {
    for (Digest digest : digests) {
      if (digest.algorithm().isStrong() && other.digests.contains(digest)) {
        return true;
      }
    }
    return false;
  }

  private List<Digest> values(Digest.Algorithm algorithm) {
    return digests.stream().filter(digest -> digest.algorithm() == algorithm).toList();
  }

  /** All digests, weakest algorithm first, then by value. */
  public List<Digest> all() {
    return digests;
  }

  /** Whether nothing is pinned. */
  public boolean isEmpty() {
    return digests.isEmpty();
  }

  /** Whether at least one digest is of a strong algorithm. */
  public boolean hasStrong() {
    for (Digest digest : digests) {
      if (digest.algorithm().isStrong()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The digest of the strongest algorithm, the first by value where there are alternatives; empty
   * when nothing is pinned.
   */
  public Optional<Digest> strongest() {
    return digests.isEmpty() ? Optional.empty() : of(digests.get(digests.size() - 1).algorithm());
  }

  /** The only or first digest of an algorithm. */
  public Optional<Digest> of(Digest.Algorithm algorithm) {
    for (Digest digest : digests) {
      if (digest.algorithm() == algorithm) {
        return Optional.of(digest);
      }
    }
    return Optional.empty();
  }

  /** The algorithms that have to be computed to check these digests. */
  public Set<Digest.Algorithm> algorithms() {
    Set<Digest.Algorithm> algorithms = EnumSet.noneOf(Digest.Algorithm.class);
    for (Digest digest : digests) {
      algorithms.add(digest.algorithm());
    }
    return algorithms;
  }

  /**
   * The expected digests that computed ones contradict; empty when they match.
   *
   * @param computed the digest of the bytes for each algorithm, at least those of {@link
   *     #algorithms()}
   * @throws IllegalArgumentException when an algorithm was not computed
   */
  public List<Digest> mismatches(Map<Digest.Algorithm, Digest> computed) {
    List<Digest> wrong = new ArrayList<>();
    for (Digest.Algorithm algorithm : algorithms()) {
      Digest actual = computed.get(algorithm);
      if (actual == null) {
        throw new IllegalArgumentException(algorithm + " was not computed");
      }
      if (!digests.contains(actual)) {
        digests.stream().filter(d -> d.algorithm() == algorithm).forEach(wrong::add);
      }
    }
    return wrong;
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof ExpectedDigests that && digests.equals(that.digests);
  }

  @Override
  public int hashCode() {
    return digests.hashCode();
  }

  @Override
  public String toString() {
    return digests.toString();
  }
}
