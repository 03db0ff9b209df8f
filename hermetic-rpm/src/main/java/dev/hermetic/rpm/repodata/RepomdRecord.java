package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One file that repomd.xml lists. Immutable. */
public final class RepomdRecord {
  private final String type;
  private final String location;
  private final @Nullable Digest checksum;
  private final @Nullable Digest openChecksum;
  private final long timestamp;
  private final long size;
  private final long openSize;

  private RepomdRecord(Builder from) {
    this.type = from.type;
    this.location = from.location;
    this.checksum = from.checksum;
    this.openChecksum = from.openChecksum;
    this.timestamp = from.timestamp;
    this.size = from.size;
    this.openSize = from.openSize;
  }

  /** Begins a record of a type such as {@code primary}, at a path relative to the repository. */
  public static Builder builder(String type, String location) {
    return new Builder(type, location);
  }

  /** What the file holds: {@code primary}. */
  public String type() {
    return type;
  }

  /** Where it lies, relative to the repository. */
  public String location() {
    return location;
  }

  /** The digest of the file; some repositories give none. */
  public Optional<Digest> checksum() {
    return Optional.ofNullable(checksum);
  }

  /** The digest of what is packed in the file. */
  public Optional<Digest> openChecksum() {
    return Optional.ofNullable(openChecksum);
  }

  /** Seconds since 1970-01-01T00:00Z, 0 where none is given. */
  public long timestamp() {
    return timestamp;
  }

  /** The size of the file in bytes. */
  public OptionalLong size() {
    return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** The size of what is packed in the file, in bytes. */
  public OptionalLong openSize() {
    return openSize < 0 ? OptionalLong.empty() : OptionalLong.of(openSize);
  }

  /** {@code primary repodata/primary.xml.gz sha256:…}. */
  @Override
  public String toString() {
    return type + " " + location + " " + checksum;
  }

  /** Collects a record. */
  public static final class Builder {
    private final String type;
    private final String location;
    private @Nullable Digest checksum;
    private @Nullable Digest openChecksum;
    private long timestamp;
    private long size = -1;
    private long openSize = -1;

    private Builder(String type, String location) {
      this.type = type;
      this.location = location;
    }

    /** Sets digest and size of the file. */
    public Builder file(@Nullable Digest digest, long bytes) {
      this.checksum = digest;
      this.size = bytes;
      return this;
    }

    /** Sets digest and size of what is packed in it. */
    public Builder open(@Nullable Digest digest, long bytes) {
      this.openChecksum = digest;
      this.openSize = bytes;
      return this;
    }

    /** Sets the time in seconds. */
    public Builder timestamp(long seconds) {
      this.timestamp = seconds;
      return this;
    }

    /** The record. */
    public RepomdRecord build() {
      return new RepomdRecord(this);
    }
  }
}
