package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.version.Relation;

/**
 * One entry of a dependency list.
 *
 * @param name the capability, a path, or a rich dependency in parentheses
 * @param relation how versions compare; {@link Relation#ANY} leaves the other three empty
 * @param epoch the epoch, {@code "0"} where a version is given without one
 * @param version the version
 * @param release the release, often empty
 * @param pre whether it must be installed before the package's scriptlets run
 */
public record DependencyEntry(
    String name, Relation relation, String epoch, String version, String release, boolean pre) {

  /** Any version of a capability. */
  public static DependencyEntry on(String name) {
    return new DependencyEntry(name, Relation.ANY, "", "", "", false);
  }
}
