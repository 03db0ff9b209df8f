package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.repodata.Modules;
import java.util.HashSet;
import java.util.Set;

/**
 * What a repository says about modules.
 *
 * @param repository its id
 * @param modules its modules.yaml, empty when it has none
 * @param hotfixes whether its packages are never hidden by modules ({@code module_hotfixes})
 */
public record RepositoryModules(String repository, Modules modules, boolean hotfixes) {
  /**
   * The packages of all its modules, active or not, as {@code name-epoch:version-release.arch}; a
   * repository that gave one of them to a lock needs its modules.yaml in the lock too.
   */
  public Set<String> artifacts() {
    Set<String> all = new HashSet<>();
    modules.streams().forEach(stream -> all.addAll(stream.artifacts()));
    return all;
  }
}
