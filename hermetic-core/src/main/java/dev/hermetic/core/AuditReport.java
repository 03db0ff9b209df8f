package dev.hermetic.core;

import java.util.List;

/**
 * Whether an output is exactly what its lock says.
 *
 * @param findings what is missing, altered, extra or remote, sorted by path; empty when the output
 *     is clean
 * @param files how many files were checked
 * @param treeDigest the digest of the tree as it is now, see {@link PrefetchReport#treeDigest}
 */
public record AuditReport(List<Finding> findings, int files, Digest treeDigest) {
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

  /**
   * One thing that is wrong.
   *
   * @param kind what is wrong
   * @param path the file, relative to the output directory
   * @param detail expected and found
   */
  public record Finding(Kind kind, String path, String detail) {}

  /** Copies the list. */
  public AuditReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean isClean() {
    return findings.isEmpty();
  }
}
