package dev.hermetic.pip.lock;

import dev.hermetic.testkit.architecture.ArchitectureContract;
import dev.hermetic.testkit.architecture.OwnModule;

final class ArchitectureTest extends ArchitectureContract {
  ArchitectureTest() {
    super(OwnModule.of(PipLocker.class, "dev.hermetic.pip"));
  }
}
