package dev.hermetic.pip;

import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.wheel.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a requirement counts for one of some targets; for any when there are none. */
final class NeededWhere {
  private final List<Target> targets;

  NeededWhere(List<Target> targets) {
    this.targets = List.copyOf(targets);
  }

  /**
   * Whether it counts somewhere.
   *
   * @param extras the extras that are asked for of whose requirement it is
   */
  boolean isNeeded(Requirement requirement, Set<PackageName> extras) {
    Optional<Marker> marker = requirement.marker();
    if (marker.isEmpty()) {
      return true;
    }
    if (targets.isEmpty()) {
      return !extras.isEmpty() || !marker.get().variables().contains("extra");
    }
    return targets.stream().anyMatch(t -> marker.get().evaluate(t.markerEnvironment(), extras));
  }
}
