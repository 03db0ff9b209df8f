package dev.hermetic.core;

import java.util.List;

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

  /**
   * One file of the output.
   *
   * @param artifact the artifact
   * @param path where it lies, relative to the output directory
   * @param sha256 the digest of its bytes
   * @param size its size in bytes
   * @param fromStore whether no byte of it was downloaded in this run
   * @param locator where its bytes came from in this run, secrets hidden; empty when they came from
   *     the store
   * @param evidence what vouches for it
   * @param verifiedBy the verifiers that accepted it: id and, behind a colon, what they say, {@code
   *     openpgp: key …} for example
   */
  public record Entry(
      Artifact artifact,
      RelPath path,
      Digest sha256,
      long size,
      boolean fromStore,
      String locator,
      Evidence evidence,
      List<String> verifiedBy) {}

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
