package dev.hermetic.pip.lock;

import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirements.BinaryRules;
import java.util.Optional;

/**
 * Which packages come as wheels or sdists only.
 *
 * @param stated what a requirements file says of it
 */
record FormatControl(Optional<BinaryRules> stated) {
  boolean allowsWheel(PackageName name) {
    return stated.isEmpty() || stated.get().allowsWheel(name);
  }

  boolean allowsSdist(PackageName name) {
    return stated.isEmpty() || stated.get().allowsSdist(name);
  }
}
