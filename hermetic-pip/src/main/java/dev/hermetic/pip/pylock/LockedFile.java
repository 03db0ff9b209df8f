package dev.hermetic.pip.pylock;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.Location;
import dev.hermetic.core.SafeUri;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
 * A wheel, sdist or other archive of a lock ({@code packages.wheels}, {@code packages.sdist},
 * {@code packages.archive}). Equal when all fields are; the location does not count. Immutable.
 */
public final class LockedFile {
  private final @Nullable String name;
  private final @Nullable Instant uploadTime;
  private final @Nullable SafeUri url;
  private final @Nullable String path;
  private final @Nullable Long size;
  private final Map<String, String> hashes;
  private final @Nullable String subdirectory;
  private final @Nullable Location location;

  private LockedFile(Builder builder) {
    this.name = builder.name;
    this.uploadTime = builder.uploadTime;
    this.url = builder.url;
    this.path = builder.path;
    this.size = builder.size;
    this.hashes = Collections.unmodifiableMap(new TreeMap<>(builder.hashes));
    this.subdirectory = builder.subdirectory;
    this.location = builder.location;
  }

  /** A file without anything; URL or path, and a hash, have to follow. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with the values of this file. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.name = name;
    builder.uploadTime = uploadTime;
    builder.url = url;
    builder.path = path;
    builder.size = size;
    builder.hashes.putAll(hashes);
    builder.subdirectory = subdirectory;
    builder.location = location;
    return builder;
  }

  /** The file name where it is given apart from URL and path. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** When it was uploaded. */
  public Optional<Instant> uploadTime() {
    return Optional.ofNullable(uploadTime);
  }

  /** Where it is. */
  public Optional<SafeUri> url() {
    return Optional.ofNullable(url);
  }

  /** Where it is in the file system, relative to the lock or absolute; goes before the URL. */
  public Optional<String> path() {
    return Optional.ofNullable(path);
  }

  /** Its size in bytes. */
  public OptionalLong size() {
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** Its digests by the name of the algorithm as written, sorted. */
  public Map<String, String> hashes() {
    return hashes;
  }

  /** Those of its digests that can be checked here; at least one in a lock that was read. */
  public ExpectedDigests expected() {
    List<Digest> known = new ArrayList<>();
    hashes.forEach(
        (algorithm, hex) ->
            Digest.Algorithm.named(algorithm).ifPresent(a -> known.add(new Digest(a, hex))));
    return ExpectedDigests.of(known);
  }

  /** Where the project lies in an archive. */
  public Optional<String> subdirectory() {
    return Optional.ofNullable(subdirectory);
  }

  /** The line of the lock that lists it; empty for files that were not read. */
  public Optional<Location> location() {
    return Optional.ofNullable(location);
  }

  /** Its file name: the one given, else the last part of the path, else that of the URL. */
  public String fileName() {
    if (name != null && !name.isEmpty()) {
      return name;
    }
    if (path != null && !path.isEmpty()) {
      int slash = path.lastIndexOf('/');
      return path.substring((slash >= 0 ? slash : path.lastIndexOf('\\')) + 1);
    }
    return url == null ? "" : lastSegment(url);
  }

  /** Percent signs are decoded, and parameters behind a semicolon are not part of the name. */
  private static String lastSegment(SafeUri url) {
    String raw = Objects.requireNonNullElse(url.uri().getRawPath(), "");
    String last = raw.substring(raw.lastIndexOf('/') + 1);
    int parameters = last.indexOf(';');
    last = parameters < 0 ? last : last.substring(0, parameters);
    return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private List<Object> fields() {
    List<Object> fields = new ArrayList<>(List.of(name(), uploadTime(), url(), path(), size()));
    fields.add(hashes);
    fields.add(subdirectory());
    return fields;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LockedFile file && fields().equals(file.fields());
  }

  @Override
  public int hashCode() {
    return fields().hashCode();
  }

  @Override
  public String toString() {
    return fileName();
  }

  /** Collects the values of a file. Not safe for use by several threads. */
  public static final class Builder {
    private @Nullable String name;
    private @Nullable Instant uploadTime;
    private @Nullable SafeUri url;
    private @Nullable String path;
    private @Nullable Long size;
    private final Map<String, String> hashes = new TreeMap<>();
    private @Nullable String subdirectory;
    private @Nullable Location location;

    private Builder() {}

    /** Sets the file name. */
    public Builder name(@Nullable String value) {
      this.name = value;
      return this;
    }

    /** Sets when it was uploaded. */
    public Builder uploadTime(@Nullable Instant value) {
      this.uploadTime = value;
      return this;
    }

    /** Sets where it is. */
    public Builder url(@Nullable SafeUri value) {
      this.url = value;
      return this;
    }

    /** Sets where it is in the file system. */
    public Builder path(@Nullable String value) {
      this.path = value;
      return this;
    }

    /** Sets the size in bytes. */
    public Builder size(@Nullable Long value) {
      this.size = value;
      return this;
    }

    /** Adds a digest. */
    public Builder hash(Digest digest) {
      return hash(digest.algorithm().id(), digest.hex());
    }

    /** Adds a digest of any algorithm. */
    public Builder hash(String algorithm, String hex) {
      hashes.put(algorithm, hex);
      return this;
    }

    /** Sets where the project lies in an archive. */
    public Builder subdirectory(@Nullable String value) {
      this.subdirectory = value;
      return this;
    }

    Builder location(Location value) {
      this.location = value;
      return this;
    }

    /** The file; whether it is complete is checked when a lock is made of it. */
    public LockedFile build() {
      return new LockedFile(this);
    }
  }
}
