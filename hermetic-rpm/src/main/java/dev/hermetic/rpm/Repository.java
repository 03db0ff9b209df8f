package dev.hermetic.rpm;

import dev.hermetic.core.RelPath;

/**
 * A repository of the output.
 *
 * @param arch the group of the lock
 * @param id the id that dnf knows it by
 */
record Repository(String arch, String id) implements Comparable<Repository> {
  /** The repository that a place of the form {@code <arch>/<repoid>/<file>} lies in. */
  static Repository of(RelPath place) {
    RelPath directory = place.parent();
    return new Repository(directory.parent().value(), directory.name());
  }

  /** Relative to {@code deps/rpm}. */
  RelPath path() {
    return RelPath.of(arch + "/" + id);
  }

  /** Whether the lock names no repository for its packages. */
  boolean isUnnamed() {
    return id.matches("hermeto-[0-9a-f]{6}(-source)?");
  }

  @Override
  public int compareTo(Repository other) {
    int byArch = arch.compareTo(other.arch);
    return byArch != 0 ? byArch : id.compareTo(other.id);
  }
}
