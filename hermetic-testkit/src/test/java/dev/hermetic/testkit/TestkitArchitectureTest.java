package dev.hermetic.testkit;

import dev.hermetic.testkit.architecture.ArchitectureContract;
import dev.hermetic.testkit.architecture.OwnModule;
import dev.hermetic.testkit.architecture.Rule;

final class TestkitArchitectureTest extends ArchitectureContract {
  TestkitArchitectureTest() {
    super(
        OwnModule.of(FakeRegistry.class)
            .except(
                Rule.NAMES_NO_OTHER_ECOSYSTEM,
                ".*architecture\\.DependencyRules names .*",
                "the rule itself has to know the names")
            .except(
                Rule.PUBLIC_IS_NEEDED,
                ".*testkit\\.architecture\\..*",
                "a module without a descriptor exports all of its packages")
            .except(
                Rule.FEW_PARAMETERS,
                ".*Bytecode\\$Reader\\.visit\\(.*",
                "overrides a method of a library")
            .except(
                Rule.LEAVES_THE_PROCESS_ALONE,
                ".*\\.RealClient uses System\\.(getProperty|getenv)",
                "looks for the clients of this machine")
            .except(
                Rule.STARTS_NO_PROGRAMS,
                ".*\\.RealClient uses .*",
                "asks whether a network namespace can be made"));
  }
}
