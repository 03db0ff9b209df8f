package dev.hermetic.testkit.architecture;

import dev.hermetic.core.Prefetch;

/**
 * Core cannot depend on the testkit, which depends on core: its own tests keep what only it has.
 */
final class CoreArchitectureTest extends ArchitectureContract {
  CoreArchitectureTest() {
    super(
        OwnModule.of(Prefetch.class)
            .except(
                Rule.WRITES_NO_FILES,
                "dev\\.hermetic\\.core\\.(store|internal\\.io)\\..*"
                    + "|.*\\.output\\.(OutputDirectory|OutputLock|StagedOutput) uses .*",
                "these are the places: ADR 0005")
            .except(
                Rule.LEAVES_THE_PROCESS_ALONE,
                ".*\\.internal\\.http\\.UnboundLogging uses System\\.(get|set|clear)Property",
                "SLF4J can be kept from printing in no other way")
            .except(
                Rule.STARTS_NO_PROGRAMS,
                "dev\\.hermetic\\.core\\.internal\\.host\\..*",
                "asks the installed client, where a caller lets it")
            .except(
                Rule.PACKAGES_HAVE_NO_CYCLES,
                "Cycle detected: Slice dev\\.hermetic\\.core -> .*"
                    + "Method <dev\\.hermetic\\.core\\.Prefetch.*",
                "the composition root sees all; core's own test shows that the model sees nobody")
            .except(
                Rule.NAMES_NO_OTHER_ECOSYSTEM,
                ".*\\.PurlTypes names \"rpm\"|.*\\.(PinnedContent|Component) names \"generic\"",
                "types of the purl specification, whose normal forms differ")
            .except(
                Rule.FEW_PARAMETERS,
                ".*\\.StatusFailure\\.failure\\(.*",
                "the sixth is the variable list of hints"));
  }
}
