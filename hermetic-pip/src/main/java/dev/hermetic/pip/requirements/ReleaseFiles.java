package dev.hermetic.pip.requirements;

import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks up the files of a release in an index. */
@FunctionalInterface
public interface ReleaseFiles {
  /**
   * The files that an index has for one version of a project.
   *
   * @param index the index, as a lock names it; empty when there is none
   * @param files all files with their URLs and the hashes that the index gives
   */
  record Release(Optional<String> index, List<LockedFile> files) {}

  /**
   * Finds a release; one without files when the index does not have it.
   *
   * @throws IOException when the index cannot be asked
   * @throws InterruptedException when the run is cancelled
   */
  Release find(PackageName name, Version version) throws IOException, InterruptedException;
}
