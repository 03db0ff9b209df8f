package dev.hermetic.core;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether an output is exactly what its lock says. Immutable. */
public final class AuditReport {
  /** What is wrong with a file. */
  public enum Kind {
    /** The lock names it, the output lacks it. */
    MISSING,
    /** Its bytes or its kind differ from the recorded ones. */
    ALTERED,
    /** Nothing accounts for it. */
    EXTRA,
    /** A rewritten file still names a remote address. */
    REMOTE_URL
  }

  /** One thing that is wrong. Immutable. */
  public static final class Finding {
    private final Kind kind;
    private final String path;
    private final String detail;

    private Finding(Kind kind, String path, String detail) {
      this.kind = kind;
      this.path = path;
      this.detail = detail;
    }

    /**
     * A finding.
     *
     * @param path the file, relative to the output directory
     * @param detail expected and found
     */
    public static Finding of(Kind kind, String path, String detail) {
      return new Finding(kind, path, detail);
    }

    /** What is wrong. */
    public Kind kind() {
      return kind;
    }

    /** The file, relative to the output directory. */
    public String path() {
      return path;
    }

    /** Expected and found. */
    public String detail() {
      return detail;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Finding that
          && kind == that.kind
          && path.equals(that.path)
          && detail.equals(that.detail);
    }

    @Override
    public int hashCode() {
      return Objects.hash(kind, path, detail);
    }

    /** {@code ALTERED deps/npm/x.tgz: expected …}. */
    @Override
    public String toString() {
      return kind + " " + path + ": " + detail;
    }
  }

  private final List<Finding> findings;
  private final int files;
  private final Digest treeDigest;

  private AuditReport(List<Finding> findings, int files, Digest treeDigest) {
    this.findings = List.copyOf(findings);
    this.files = files;
    this.treeDigest = treeDigest;
  }

  /** A report; used by the engine. */
  public static AuditReport of(List<Finding> findings, int files, Digest treeDigest) {
    return new AuditReport(findings, files, treeDigest);
  }

  /** What is missing, altered, extra or remote, sorted by path; empty when the output is clean. */
  public List<Finding> findings() {
    return findings;
  }

  /** How many files were checked. */
  public int files() {
    return files;
  }

  /** The digest of the tree as it is now, see {@link PrefetchReport#treeDigest}. */
  public Digest treeDigest() {
    return treeDigest;
  }

  /** Whether nothing is wrong. */
  public boolean isClean() {
    return findings.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuditReport that
        && findings.equals(that.findings)
        && files == that.files
        && treeDigest.equals(that.treeDigest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(findings, files, treeDigest);
  }

  /** {@code 12 files, clean}. */
  @Override
  public String toString() {
    return files + " files, " + (isClean() ? "clean" : findings.size() + " findings");
  }
}
