package dev.hermetic.pip;

import dev.hermetic.testkit.architecture.ArchitectureContract;
import dev.hermetic.testkit.architecture.OwnModule;

final class ArchitectureTest extends ArchitectureContract {
  ArchitectureTest() {
    super(OwnModule.of(PipResolver.class));
  }
}
