package dev.hermetic.rpm.lock.input;

import java.util.List;

/**
 * Which packages of a repository are considered.
 *
 * @param exclude {@code excludepkgs} and {@code exclude}: names or globs that are not
 * @param include {@code includepkgs}: when there are any, only what matches one of them is
 * @param moduleHotfixes whether packages are considered whatever the modules say
 */
public record RepoFilter(List<String> exclude, List<String> include, boolean moduleHotfixes) {
  /** Copies the lists. */
  public RepoFilter {
    exclude = List.copyOf(exclude);
    include = List.copyOf(include);
  }
}
