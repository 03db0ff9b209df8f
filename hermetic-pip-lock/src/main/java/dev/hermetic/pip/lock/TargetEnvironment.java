package dev.hermetic.pip.lock;

import dev.hermetic.pip.requirement.MarkerEnvironment;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.Target;
import java.util.List;

/**
 * Targets that no marker can tell apart, such as two C libraries: they get the same versions.
 *
 * @param targets at least one
 * @param environment what markers compare with there
 */
record TargetEnvironment(List<Target> targets, MarkerEnvironment environment) {
  TargetEnvironment {
    targets = List.copyOf(targets);
  }

  Version pythonVersion() {
    return targets.get(0).pythonVersion();
  }

  boolean allows(SpecifierSet requiresPython) {
    return requiresPython.contains(pythonVersion(), true);
  }

  @Override
  public String toString() {
    return String.join(", ", targets.stream().map(Target::toString).toList());
  }
}
