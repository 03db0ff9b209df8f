package dev.hermetic.core;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run did: which file came from where and how it was verified, the build configuration, and
 * the tree digest.
 */
public final class PrefetchReport {
  /** What vouches for the bytes of a file. */
  public enum Evidence {
    /** A strong digest of the lock. */
    STRONG_DIGEST,
    /** Only MD5 or SHA-1 in the lock, accepted by policy. */
    WEAK_DIGEST,
    /** Nothing in the lock, accepted by policy. */
    NONE
  }

  /** One file of the output. Immutable. */
  public static final class Entry {
    private final Artifact artifact;
    private final RelPath path;
    private final Digest sha256;
    private final long size;
    private final boolean fromStore;
    private final String locator;
    private final Evidence evidence;
    private final List<String> verifiedBy;

    private Entry(Builder builder) {
      this.artifact = builder.artifact;
      this.path = builder.path;
      this.sha256 = builder.sha256;
      this.size = builder.size;
      this.fromStore = builder.locator.isEmpty();
      this.locator = builder.locator;
      this.evidence = builder.evidence;
      this.verifiedBy = List.copyOf(builder.verifiedBy);
    }

    /**
     * Starts an entry; used by the engine.
     *
     * @param path where it lies, relative to the output directory
     * @param sha256 the digest of its bytes
     * @param size its size in bytes
     */
    public static Builder builder(Artifact artifact, RelPath path, Digest sha256, long size) {
      return new Builder(artifact, path, sha256, size);
    }

    /** The artifact. */
    public Artifact artifact() {
      return artifact;
    }

    /** Where it lies, relative to the output directory. */
    public RelPath path() {
      return path;
    }

    /** The digest of its bytes. */
    public Digest sha256() {
      return sha256;
    }

    /** Its size in bytes. */
    public long size() {
      return size;
    }

    /** Whether no byte of it was downloaded in this run. */
    public boolean fromStore() {
      return fromStore;
    }

    /**
     * Where its bytes came from in this run, secrets hidden; empty when they came from the store.
     */
    public String locator() {
      return locator;
    }

    /** What vouches for it. */
    public Evidence evidence() {
      return evidence;
    }

    /**
     * The verifiers that accepted it: id and, behind a colon, what they say, {@code openpgp: key …}
     * for example.
     */
    public List<String> verifiedBy() {
      return verifiedBy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entry that
          && artifact.equals(that.artifact)
          && path.equals(that.path)
          && sha256.equals(that.sha256)
          && size == that.size
          && locator.equals(that.locator)
          && evidence == that.evidence
          && verifiedBy.equals(that.verifiedBy);
    }

    @Override
    public int hashCode() {
      return Objects.hash(path, sha256);
    }

    /** {@code deps/npm/lodash-4.17.21.tgz: sha256:…}. */
    @Override
    public String toString() {
      return path + ": " + sha256;
    }

    /** Collects the parts of an entry; not thread-safe. */
    public static final class Builder {
      private final Artifact artifact;
      private final RelPath path;
      private final Digest sha256;
      private final long size;
      private String locator = "";
      private Evidence evidence = Evidence.NONE;
      private List<String> verifiedBy = List.of();

      private Builder(Artifact artifact, RelPath path, Digest sha256, long size) {
        this.artifact = artifact;
        this.path = path;
        this.sha256 = sha256;
        this.size = size;
      }

      /** Sets where it was downloaded from; empty when it came from the store. */
      public Builder locator(String from) {
        locator = from;
        return this;
      }

      /** Sets what vouches for it. */
      public Builder evidence(Evidence kind) {
        evidence = kind;
        return this;
      }

      /** Sets the verifiers that accepted it, and what they say. */
      public Builder verifiedBy(List<String> verifiers) {
        verifiedBy = verifiers;
        return this;
      }

      /** The entry. */
      public Entry build() {
        return new Entry(this);
      }
    }
  }

  private final List<Entry> entries;
  private final BuildConfig buildConfig;
  private final Digest treeDigest;
  private final List<Diagnostic> diagnostics;

  /** A report; used by the engine. */
  public PrefetchReport(
      List<Entry> entries,
      BuildConfig buildConfig,
      Digest treeDigest,
      List<Diagnostic> diagnostics) {
    this.entries = List.copyOf(entries);
    this.buildConfig = buildConfig;
    this.treeDigest = treeDigest;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The files, sorted by path. */
  public List<Entry> entries() {
    return entries;
  }

  /** What makes the native clients use the output. */
  public BuildConfig buildConfig() {
    return buildConfig;
  }

  /**
   * One digest of the whole output: SHA-256 over the lines {@code <sha256 hex> <path>\n}, two
   * spaces between, of all its files except {@code .hermetic/manifest.json}, which records it;
   * paths are relative to the output and sorted as UTF-8 bytes. In the output directory of a run,
   * before anything is injected into it, this gives the same:
   *
   * <pre>{@code
   * find . -type f ! -path ./.hermetic/manifest.json | cut -c3- | LC_ALL=C sort |
   *   tr '\n' '\0' | xargs -0 sha256sum | sha256sum
   * }</pre>
   */
  public Digest treeDigest() {
    return treeDigest;
  }

  /** Findings that did not stop the run. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The sum of all sizes in bytes. */
  public long totalBytes() {
    return entries.stream().mapToLong(Entry::size).sum();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PrefetchReport that
        && entries.equals(that.entries)
        && buildConfig.equals(that.buildConfig)
        && treeDigest.equals(that.treeDigest)
        && diagnostics.equals(that.diagnostics);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entries, treeDigest);
  }

  /** {@link #summary()}. */
  @Override
  public String toString() {
    return summary();
  }

  /** One line for people. */
  public String summary() {
    long fetched = entries.stream().filter(e -> !e.fromStore()).count();
    return entries.size()
        + " files, "
        + totalBytes()
        + " bytes, "
        + fetched
        + " downloaded, tree "
        + treeDigest;
  }
}
