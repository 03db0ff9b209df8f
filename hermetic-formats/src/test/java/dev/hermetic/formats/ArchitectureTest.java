package dev.hermetic.formats;

import dev.hermetic.formats.archive.TarEntries;
import dev.hermetic.testkit.architecture.ArchitectureContract;
import dev.hermetic.testkit.architecture.OwnModule;
import dev.hermetic.testkit.architecture.Rule;

final class ArchitectureTest extends ArchitectureContract {
  ArchitectureTest() {
    super(
        OwnModule.below("dev.hermetic.formats", TarEntries.class)
            .except(
                Rule.FAILURES_ARE_OURS,
                ".*\\.MalformedArchiveException .*",
                "readers say in which file of which artifact it was"));
  }
}
