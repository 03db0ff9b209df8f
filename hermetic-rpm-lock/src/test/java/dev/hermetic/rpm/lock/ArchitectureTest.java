package dev.hermetic.rpm.lock;

import dev.hermetic.testkit.architecture.ArchitectureContract;
import dev.hermetic.testkit.architecture.OwnModule;
import dev.hermetic.testkit.architecture.Rule;

final class ArchitectureTest extends ArchitectureContract {
  ArchitectureTest() {
    super(
        OwnModule.of(RpmLocker.class, "dev.hermetic.rpm")
            .except(
                Rule.FEW_PARAMETERS,
                ".*\\.solve\\.(policy\\.NormalForm|rules\\.RichRules|rules\\.RuleReason)\\..*",
                "numbers instead of objects, at millions of rules")
            .except(
                Rule.PUBLIC_IS_NEEDED,
                ".*\\.input\\.ImageLabelSource .*",
                "a lambda of another package implements it, which the rule does not see")
            .except(
                Rule.SHORT_METHODS,
                ".*\\.solve\\.search\\.Search\\.run has 65 lines",
                "one loop whose phases share two levels; older than the rule, and it must not grow"));
  }
}
