package dev.hermetic.npm;

import dev.hermetic.testkit.architecture.ArchitectureContract;
import dev.hermetic.testkit.architecture.OwnModule;

final class ArchitectureTest extends ArchitectureContract {
  ArchitectureTest() {
    super(OwnModule.of(NpmResolver.class));
  }
}
