package dev.hermetic.core;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one input needs: sorted artifacts, and the SHA-256 of every file of the source tree that
 * decided it.
 */
public final class Resolution {
  private static final Comparator<Artifact> ORDER =
      Comparator.comparing(Artifact::purl)
          .thenComparing(a -> a.locators().toString())
          .thenComparing(a -> a.pinnedAt().map(Location::toString).orElse(""))
          .thenComparing(a -> a.attributes().toString());

  private final PackageInput input;
  private final List<Artifact> artifacts;
  private final Map<RelPath, Digest> sources;

  private Resolution(PackageInput input, List<Artifact> artifacts, Map<RelPath, Digest> sources) {
    this.input = input;
    this.artifacts = artifacts;
    this.sources = sources;
  }

  /** A resolution; equal artifacts count once. */
  public static Resolution of(
      PackageInput input, Collection<Artifact> artifacts, Map<RelPath, Digest> sources) {
    return new Resolution(
        input,
        artifacts.stream().distinct().sorted(ORDER).toList(),
        Collections.unmodifiableMap(new TreeMap<>(sources)));
  }

  /** The input. */
  public PackageInput input() {
    return input;
  }

  /** The artifacts, sorted by package URL, locators and place. */
  public List<Artifact> artifacts() {
    return artifacts;
  }

  /** The files it was read from, with their SHA-256, sorted by path. */
  public Map<RelPath, Digest> sources() {
    return sources;
  }
}
