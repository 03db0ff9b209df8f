package dev.hermetic.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One file to obtain: what it is, where it can be had, which bytes it must be, and where that was
 * pinned.
 *
 * <p>Two artifacts are equal when everything but their request headers is.
 */
public final class Artifact {
  private final String ecosystem;
  private final Purl purl;
  private final List<SafeUri> locators;
  private final ExpectedDigests expected;
  private final long size;
  private final @Nullable Location pinnedAt;
  private final @Nullable RelPath place;
  private final Map<String, String> attributes;
  private final Map<String, String> properties;
  private final Map<String, String> requestHeaders;

  private Artifact(Builder builder) {
    this.ecosystem = builder.ecosystem;
    this.purl = builder.purl;
    this.locators = List.copyOf(builder.locators);
    this.expected = builder.expected;
    this.size = builder.size;
    this.pinnedAt = builder.pinnedAt;
    this.place = builder.place;
    this.attributes = Collections.unmodifiableMap(new TreeMap<>(builder.attributes));
    this.properties = Collections.unmodifiableMap(new TreeMap<>(builder.properties));
    this.requestHeaders = Map.copyOf(builder.requestHeaders);
  }

  /** Starts an artifact of an ecosystem. */
  public static Builder builder(String ecosystem, Purl purl) {
    return new Builder(ecosystem, purl);
  }

  /** A builder that holds all of this artifact. */
  public Builder toBuilder() {
    Builder builder = new Builder(ecosystem, purl);
    builder.locators.addAll(locators);
    builder.expected = expected;
    builder.size = size;
    builder.pinnedAt = pinnedAt;
    builder.place = place;
    builder.attributes.putAll(attributes);
    builder.properties.putAll(properties);
    builder.requestHeaders.putAll(requestHeaders);
    return builder;
  }

  /** The ecosystem whose resolver found it. */
  public String ecosystem() {
    return ecosystem;
  }

  /** What it is. */
  public Purl purl() {
    return purl;
  }

  /** Where it can be had, in the order to try. */
  public List<SafeUri> locators() {
    return locators;
  }

  /** Which bytes it must be. */
  public ExpectedDigests expected() {
    return expected;
  }

  /** The size in bytes that the lock declares. */
  public OptionalLong size() {
    return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** Where it was pinned. */
  public Optional<Location> pinnedAt() {
    return Optional.ofNullable(pinnedAt);
  }

  /**
   * Where the resolver wants it below {@code deps/<ecosystem>}; empty when only the layout knows.
   */
  public Optional<RelPath> place() {
    return Optional.ofNullable(place);
  }

  /** A fact that its own ecosystem's layout needs. */
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** All facts for the layout, sorted by name. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** Properties for the bill of materials, sorted by name. */
  public Map<String, String> properties() {
    return properties;
  }

  /**
   * Secret header fields for the first origin of each locator; never printed, stored or sent to
   * another origin.
   */
  public Map<String, String> requestHeaders() {
    return requestHeaders;
  }

  /** {@code name@version}. */
  public String display() {
    return purl.display();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Artifact that
        && ecosystem.equals(that.ecosystem)
        && purl.equals(that.purl)
        && locators.equals(that.locators)
        && expected.equals(that.expected)
        && size == that.size
        && Objects.equals(pinnedAt, that.pinnedAt)
        && Objects.equals(place, that.place)
        && attributes.equals(that.attributes)
        && properties.equals(that.properties);
  }

  @Override
  public int hashCode() {
    return 31 * purl.hashCode() + locators.hashCode();
  }

  /** {@code file:line: name@version}. */
  @Override
  public String toString() {
    return pinnedAt == null ? display() : pinnedAt + ": " + display();
  }

  /** Collects the parts of an artifact; not thread-safe. */
  public static final class Builder {
    private final String ecosystem;
    private final Purl purl;
    private final List<SafeUri> locators = new ArrayList<>();
    private ExpectedDigests expected = ExpectedDigests.none();
    private long size = -1;
    private @Nullable Location pinnedAt;
    private @Nullable RelPath place;
    private final Map<String, String> attributes = new TreeMap<>();
    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> requestHeaders = new TreeMap<>();

    private Builder(String ecosystem, Purl purl) {
      this.ecosystem = ecosystem;
      this.purl = purl;
    }

    /** Adds a place to have it from; the first one added is tried first. */
    public Builder from(SafeUri locator) {
      locators.add(locator);
      return this;
    }

    /** Sets the digests. */
    public Builder expect(ExpectedDigests digests) {
      expected = digests;
      return this;
    }

    /**
     * Sets the size in bytes.
     *
     * @throws InputException with code {@code input.size} when it is negative
     */
    public Builder size(long bytes) {
      if (bytes < 0) {
        throw InputException.of("input.size", "a size of " + bytes + " bytes is not possible");
      }
      size = bytes;
      return this;
    }

    /** Sets where it was pinned. */
    public Builder pinnedAt(Location location) {
      pinnedAt = location;
      return this;
    }

    /** Sets where it is to lie below {@code deps/<ecosystem>}. */
    public Builder place(RelPath path) {
      place = path;
      return this;
    }

    /** Sets a fact for the layout. */
    public Builder attribute(String name, String value) {
      attributes.put(name, value);
      return this;
    }

    /** Sets a property for the bill of materials. */
    public Builder property(String name, String value) {
      properties.put(name, value);
      return this;
    }

    /**
     * Sets a secret header field.
     *
     * @throws InputException with code {@code input.header} when name or value could break out of a
     *     header line
     */
    public Builder requestHeader(String name, String value) {
      if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
          || value.chars().anyMatch(c -> c != '\t' && (c < 32 || c == 127))) {
        throw InputException.of(
            "input.header",
            "the header field '" + PrintableText.text(name) + "' is not well formed");
      }
      requestHeaders.put(name, value);
      return this;
    }

    /** The artifact. */
    public Artifact build() {
      return new Artifact(this);
    }
  }
}
