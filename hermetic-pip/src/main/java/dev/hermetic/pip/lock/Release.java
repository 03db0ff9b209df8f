package dev.hermetic.pip.lock;

import dev.hermetic.pip.version.Version;
import java.util.List;

/**
 * One version of a project.
 *
 * @param version the version
 * @param dists its files, in the order of the index
 */
record Release(Version version, List<Dist> dists) {
  Release {
    dists = List.copyOf(dists);
  }
}
