package dev.hermetic.core;

import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one input needs: sorted artifacts, and the SHA-256 of every file of the source tree that
 * decided it.
 */
public final class Resolution {
  /**
   * A package that the bill of materials lists although nothing of its own is fetched: the project
   * itself, a part of the source tree, or something inside of an artifact. Immutable.
   */
  public static final class Component {
    private final Purl purl;
    private final Map<String, String> properties;

    private Component(Purl purl, Map<String, String> properties) {
      this.purl = purl;
      this.properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /**
     * A component.
     *
     * @param properties for the bill of materials
     */
    public static Component of(Purl purl, Map<String, String> properties) {
      return new Component(purl, properties);
    }

    /** What it is. */
    public Purl purl() {
      return purl;
    }

    /** Properties for the bill of materials, sorted by name. */
    public Map<String, String> properties() {
      return properties;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Component that
          && purl.equals(that.purl)
          && properties.equals(that.properties);
    }

    @Override
    public int hashCode() {
      return 31 * purl.hashCode() + properties.hashCode();
    }

    /** The package URL. */
    @Override
    public String toString() {
      return purl.toString();
    }
  }

  private final PackageInput input;
  private final List<Artifact> artifacts;
  private final Map<RelPath, Digest> sources;
  private final Additions additions;

  /** What is added to a resolution after it was made. */
  private record Additions(
      List<Component> components, Map<RelPath, Location> needed, SoftReference<Object> parsed) {
    static final Additions NONE = new Additions(List.of(), Map.of(), new SoftReference<>(null));
  }

  private Resolution(
      PackageInput input,
      List<Artifact> artifacts,
      Map<RelPath, Digest> sources,
      Additions additions) {
    this.input = input;
    this.artifacts = artifacts;
    this.sources = sources;
    this.additions = additions;
  }

  /** A resolution; equal artifacts count once. */
  public static Resolution of(
      PackageInput input, Collection<Artifact> artifacts, Map<RelPath, Digest> sources) {
    return new Resolution(
        input,
        artifacts.stream().distinct().sorted(Resolution::compare).toList(),
        Collections.unmodifiableMap(new TreeMap<>(sources)),
        Additions.NONE);
  }

  /** This resolution with these packages that have no artifact; equal ones count once. */
  public Resolution withComponents(Collection<Component> without) {
    List<Component> sorted =
        without.stream()
            .distinct()
            .sorted(
                Comparator.comparing(Component::purl).thenComparing(c -> c.properties().toString()))
            .toList();
    return with(new Additions(sorted, additions.needed, additions.parsed));
  }

  /**
   * This resolution with files that its client will look for and another input has to bring; a plan
   * without them fails.
   *
   * @param files the ecosystem that brings each and its place there, {@code x-keys/key.asc}, and
   *     where it is asked for
   */
  public Resolution withNeeded(Map<RelPath, Location> files) {
    Map<RelPath, Location> sorted = Collections.unmodifiableMap(new TreeMap<>(files));
    return with(new Additions(additions.components, sorted, additions.parsed));
  }

  /**
   * This resolution with what the resolver parsed, for its own layout, which then need not read the
   * same files again. It is no part of what a resolution says: it does not count for equality and
   * may be gone at any time, since it is held only as long as memory allows.
   *
   * @param document immutable, since layouts of several runs may read it
   */
  public Resolution withParsed(Object document) {
    SoftReference<Object> parsed = new SoftReference<>(document);
    return with(new Additions(additions.components, additions.needed, parsed));
  }

  private Resolution with(Additions others) {
    return new Resolution(input, artifacts, sources, others);
  }

  /** What the resolver parsed; empty when there is no such thing, or no longer. */
  public <T> Optional<T> parsed(Class<T> type) {
    return Optional.ofNullable(additions.parsed.get()).filter(type::isInstance).map(type::cast);
  }

  // By hand: what Comparator.comparing makes is no class that class data can hold.
  private static int compare(Artifact a, Artifact b) {
    int byPurl = a.purl().compareTo(b.purl());
    if (byPurl != 0) {
      return byPurl;
    }
    int byLocators = a.locators().toString().compareTo(b.locators().toString());
    if (byLocators != 0) {
      return byLocators;
    }
    int byPin = pin(a).compareTo(pin(b));
    if (byPin != 0) {
      return byPin;
    }
    int byPlace = place(a).compareTo(place(b));
    return byPlace != 0 ? byPlace : a.attributes().toString().compareTo(b.attributes().toString());
  }

  private static String pin(Artifact artifact) {
    return artifact.pinnedAt().map(Location::toString).orElse("");
  }

  private static String place(Artifact artifact) {
    return artifact.place().map(RelPath::value).orElse("");
  }

  /** The input. */
  public PackageInput input() {
    return input;
  }

  /** The artifacts, sorted by package URL, locators, pin and place. */
  public List<Artifact> artifacts() {
    return artifacts;
  }

  /** The files it was read from, with their SHA-256, sorted by path. */
  public Map<RelPath, Digest> sources() {
    return sources;
  }

  /** Files that another input has to bring: its ecosystem and the place there, sorted. */
  public Map<RelPath, Location> needed() {
    return additions.needed;
  }

  /** Packages that need no artifact, sorted by package URL. */
  public List<Component> components() {
    return additions.components;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Resolution that
        && input.equals(that.input)
        && artifacts.equals(that.artifacts)
        && sources.equals(that.sources)
        && additions.components.equals(that.additions.components)
        && additions.needed.equals(that.additions.needed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(input, artifacts, sources);
  }

  /** {@code npm:ui: 812 artifacts}. */
  @Override
  public String toString() {
    return input + ": " + artifacts.size() + " artifacts";
  }
}
