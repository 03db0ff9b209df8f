package dev.hermetic.pip.version;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Specifiers separated by commas, all of which a version must satisfy (PEP 440). Empty means that
 * every version will do. Immutable.
 */
public final class SpecifierSet {
  private static final SpecifierSet ANY = new SpecifierSet(List.of());

  /** More would be an attack. */
  private static final int MAX_LENGTH = 20_000;

  private final List<Specifier> specifiers;
  private @Nullable VersionRanges ranges;

  private SpecifierSet(List<Specifier> specifiers) {
    this.specifiers = List.copyOf(specifiers);
  }

  /** The set that every version satisfies. */
  public static SpecifierSet any() {
    return ANY;
  }

  /** A set of specifiers. */
  public static SpecifierSet of(Collection<Specifier> specifiers) {
    return new SpecifierSet(List.copyOf(specifiers));
  }

  /**
   * Reads specifiers separated by commas; empty ones are left out.
   *
   * @throws InputException {@code pip.specifier} when one is none
   */
  public static SpecifierSet parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw InputException.of(
          "pip.specifier", PrintableText.quoted(text) + " is longer than any version specifier");
    }
    List<Specifier> specifiers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String stripped = PythonText.strip(part);
      if (!stripped.isEmpty()) {
        specifiers.add(Specifier.parse(stripped));
      }
    }
    return new SpecifierSet(specifiers);
  }

  /** The specifiers in the order in which they were written. */
  public List<Specifier> specifiers() {
    return specifiers;
  }

  /** Whether there is no specifier. */
  public boolean isEmpty() {
    return specifiers.isEmpty();
  }

  /** Both sets in one. */
  public SpecifierSet and(SpecifierSet other) {
    List<Specifier> all = new ArrayList<>(specifiers);
    all.addAll(other.specifiers);
    return new SpecifierSet(all);
  }

  /**
   * Whether a version satisfies all.
   *
   * @param prereleases whether a pre-release can satisfy them at all
   */
  public boolean contains(Version version, boolean prereleases) {
    return (prereleases || !version.isPrerelease())
        && specifiers.stream().allMatch(specifier -> specifier.contains(version));
  }

  /** Whether a specifier names a pre-release, which lets pre-releases in (PEP 440). */
  public boolean namesPrerelease() {
    return specifiers.stream().anyMatch(Specifier::namesPrerelease);
  }

  /**
   * Those versions of a list, in its order, that satisfy all: pre-releases only when a specifier
   * names one, or when there is nothing else (PEP 440, "Handling of pre-releases").
   */
  public List<Version> filter(Collection<Version> versions) {
    List<Version> matching = versions.stream().filter(v -> contains(v, true)).toList();
    if (namesPrerelease()) {
      return matching;
    }
    List<Version> finals = matching.stream().filter(v -> !v.isPrerelease()).toList();
    return finals.isEmpty() ? matching : finals;
  }

  /**
   * The versions that satisfy all, as intervals; pre-releases are in them. With {@code ===} a
   * version of the range may still not satisfy the set: see {@link Specifier#toRanges}.
   */
  public VersionRanges toRanges() {
    VersionRanges known = ranges;
    if (known == null) {
      known = VersionRanges.all();
      for (Specifier specifier : specifiers) {
        known = known.intersect(specifier.toRanges());
      }
      ranges = known;
    }
    return known;
  }

  private Set<Specifier> sorted() {
    return specifiers.stream()
        .sorted(Comparator.comparing(Specifier::toString))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpecifierSet set
        && Set.copyOf(specifiers).equals(Set.copyOf(set.specifiers));
  }

  @Override
  public int hashCode() {
    return Set.copyOf(specifiers).hashCode();
  }

  /** Sorted by text, without repetitions: {@code <2,>=1.0}. */
  @Override
  public String toString() {
    return sorted().stream().map(Specifier::toString).collect(Collectors.joining(","));
  }
}
