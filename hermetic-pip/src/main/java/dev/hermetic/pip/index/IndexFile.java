package dev.hermetic.pip.index;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One file of a project as its index offers it. Names and texts are the index's own and not checked
 * for sense.
 */
public final class IndexFile {
  private final String filename;
  private final SafeUri url;
  private final ExpectedDigests digests;
  private final @Nullable String requiresPython;
  private final @Nullable String yanked;
  private final long size;
  private final @Nullable Instant uploadTime;
  private final @Nullable ExpectedDigests coreMetadata;
  private final @Nullable String provenance;

  private IndexFile(Builder builder) {
    this.filename = builder.filename;
    this.url = builder.url;
    this.digests = builder.digests;
    this.requiresPython = builder.requiresPython;
    this.yanked = builder.yanked;
    this.size = builder.size;
    this.uploadTime = builder.uploadTime;
    this.coreMetadata = builder.coreMetadata;
    this.provenance = builder.provenance;
  }

  /** Starts a file. */
  public static Builder builder(String filename, SafeUri url) {
    return new Builder(filename, url);
  }

  /** The file name, never empty and without a slash. */
  public String filename() {
    return filename;
  }

  /** Where it can be had, without a fragment. */
  public SafeUri url() {
    return url;
  }

  /** The digests the index states; hashes of unknown algorithms are left out. */
  public ExpectedDigests digests() {
    return digests;
  }

  /** The specifier of {@code data-requires-python}, decoded. */
  public Optional<String> requiresPython() {
    return Optional.ofNullable(requiresPython);
  }

  /**
   * The reason for which it was yanked, which may be empty text; absent when it was not (PEP 592).
   */
  public Optional<String> yanked() {
    return Optional.ofNullable(yanked);
  }

  /** The size in bytes (PEP 700). */
  public OptionalLong size() {
    return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** When it was uploaded (PEP 700). */
  public Optional<Instant> uploadTime() {
    return Optional.ofNullable(uploadTime);
  }

  /**
   * The digests of its core metadata, perhaps none; absent when the index offers no metadata of its
   * own (PEP 658, PEP 714).
   */
  public Optional<ExpectedDigests> coreMetadata() {
    return Optional.ofNullable(coreMetadata);
  }

  /** Where its core metadata lie when {@link #coreMetadata} is present. */
  public SafeUri coreMetadataUrl() {
    String text = url.uri().toString();
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    return SafeUri.parse(path + ".metadata" + (query < 0 ? "" : text.substring(query)));
  }

  /** The URL of its provenance as the index states it (PEP 740). */
  public Optional<String> provenance() {
    return Optional.ofNullable(provenance);
  }

  /** The file name. */
  @Override
  public String toString() {
    return filename;
  }

  /** Collects the parts of a file; not thread-safe. */
  public static final class Builder {
    private final String filename;
    private final SafeUri url;
    private ExpectedDigests digests = ExpectedDigests.none();
    private @Nullable String requiresPython;
    private @Nullable String yanked;
    private long size = -1;
    private @Nullable Instant uploadTime;
    private @Nullable ExpectedDigests coreMetadata;
    private @Nullable String provenance;

    private Builder(String filename, SafeUri url) {
      this.filename = filename;
      this.url = url;
    }

    /** Sets the digests. */
    public Builder digests(ExpectedDigests value) {
      digests = value;
      return this;
    }

    /** Sets the Python versions it is for; blank text means any. */
    public Builder requiresPython(String specifiers) {
      requiresPython = specifiers.isBlank() ? null : specifiers.strip();
      return this;
    }

    /** Marks it as yanked. */
    public Builder yanked(String reason) {
      yanked = reason;
      return this;
    }

    /** Sets the size in bytes; a negative one counts as unknown. */
    public Builder size(long bytes) {
      size = bytes;
      return this;
    }

    /** Sets when it was uploaded. */
    public Builder uploadTime(Instant time) {
      uploadTime = time;
      return this;
    }

    /** Says that the index offers its metadata, with their digests. */
    public Builder coreMetadata(ExpectedDigests value) {
      coreMetadata = value;
      return this;
    }

    /** Sets the URL of its provenance. */
    public Builder provenance(String value) {
      provenance = value;
      return this;
    }

    /** The file. */
    public IndexFile build() {
      return new IndexFile(this);
    }
  }
}
