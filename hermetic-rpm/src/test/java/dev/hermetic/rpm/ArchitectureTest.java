package dev.hermetic.rpm;

import dev.hermetic.testkit.architecture.ArchitectureContract;
import dev.hermetic.testkit.architecture.OwnModule;
import dev.hermetic.testkit.architecture.Rule;

final class ArchitectureTest extends ArchitectureContract {
  ArchitectureTest() {
    super(
        OwnModule.of(RpmResolver.class)
            .except(
                Rule.NAMES_NO_OTHER_ECOSYSTEM,
                ".*\\.LockedArtifacts names \"generic\"",
                "a type of the purl specification: module metadata are no packages of RPM")
            .except(
                Rule.FEW_PARAMETERS,
                ".*\\.VersionOrder\\.segments\\(.*",
                "two texts with a range each; an object for each would be made at every comparison"));
  }
}
