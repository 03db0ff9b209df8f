package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Diagnostic;
import java.util.List;

/**
 * The enabled repositories for one architecture.
 *
 * @param repositories in the order in which they were described
 * @param findings options that are not known, for information
 */
public record RepoList(List<RepoSettings> repositories, List<Diagnostic> findings) {
  /** Copies the lists. */
  public RepoList {
    repositories = List.copyOf(repositories);
    findings = List.copyOf(findings);
  }
}
