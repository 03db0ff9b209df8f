package dev.hermetic.cli;

import dev.hermetic.testkit.architecture.ArchitectureContract;
import dev.hermetic.testkit.architecture.OwnModule;
import dev.hermetic.testkit.architecture.Rule;

final class ArchitectureTest extends ArchitectureContract {
  ArchitectureTest() {
    super(
        OwnModule.of(Main.class)
            .except(
                Rule.WRITES_NO_FILES,
                ".*\\.EnvRun uses Files\\.writeString|.*\\.Main uses FileOutputStream\\.<init>",
                "the env file that was asked for, and descriptors of the process itself")
            .except(
                Rule.LEAVES_THE_PROCESS_ALONE,
                ".*\\.cli\\.Main uses System\\.(exit|getenv|in|out|err)",
                "the entry point"));
  }
}
