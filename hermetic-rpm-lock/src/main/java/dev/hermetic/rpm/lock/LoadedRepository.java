package dev.hermetic.rpm.lock;

import dev.hermetic.rpm.lock.input.RepoSettings;
import dev.hermetic.rpm.lock.origin.RemoteRepository;
import dev.hermetic.rpm.lock.origin.RemoteRepository.ModulesFile;
import dev.hermetic.rpm.repodata.PackageTable;
import java.util.Optional;

/**
 * A repository whose packages were read.
 *
 * @param settings how it is set up
 * @param remote where its other files are
 * @param table its packages
 * @param modules its modules
 */
record LoadedRepository(
    RepoSettings settings,
    RemoteRepository remote,
    PackageTable table,
    Optional<ModulesFile> modules) {
  String id() {
    return settings.id();
  }
}
