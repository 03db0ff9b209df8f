package dev.hermetic.npm;

/** Where a lock entry says its package comes from. */
sealed interface ResolvedForm {
  /** A tarball behind an {@code http} or {@code https} URL. */
  record Tarball(String url) implements ResolvedForm {}

  /** A commit of a git repository, in any of npm's spellings. */
  record Git(String locator) implements ResolvedForm {}

  /** A tarball inside the project; the path is relative to the lock. */
  record LocalTarball(String path) implements ResolvedForm {}

  /** A directory inside the project that is linked or packed; the path is relative to the lock. */
  record LocalDirectory(String path) implements ResolvedForm {}

  /** Inside the tarball of another package. */
  record Bundled() implements ResolvedForm {}

  /** A registry package whose URL the lock leaves out. */
  record Unstated() implements ResolvedForm {}

  /** An optional package that failed to resolve when the lock was made: no version, no URL. */
  record Inert() implements ResolvedForm {}
}
