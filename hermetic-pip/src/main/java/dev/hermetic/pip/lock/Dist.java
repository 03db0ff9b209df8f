package dev.hermetic.pip.lock;

import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.wheel.WheelName;
import java.util.Optional;

/**
 * One file of a release.
 *
 * @param file what the index or the earlier lock says
 * @param wheel its name taken apart; empty for an sdist
 * @param requiresPython the Python versions it is for
 */
record Dist(IndexFile file, Optional<WheelName> wheel, Optional<SpecifierSet> requiresPython) {
  boolean isSdist() {
    return wheel.isEmpty();
  }
}
