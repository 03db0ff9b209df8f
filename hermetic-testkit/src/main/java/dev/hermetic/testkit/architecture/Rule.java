package dev.hermetic.testkit.architecture;

import java.io.IOException;
import java.util.List;

/** What holds in every module. Each is proved by a sample that breaks it. */
public enum Rule {
  /** A module depends on core, formats, and what it was given besides. */
  DEPENDS_ON_LOWER_FLOORS(DependencyRules::floors),
  /** No constant of a module is the name of another module's ecosystem. */
  NAMES_NO_OTHER_ECOSYSTEM(DependencyRules::ecosystems),
  /** Packages are layers. */
  PACKAGES_HAVE_NO_CYCLES(DependencyRules::cycles),
  /** Exported signatures hold types of the JDK, of the module's own exports, of core's. */
  SIGNATURES_ARE_OUR_OWN(VisibilityRules::signatures),
  /** What is public without being exported is used by another package. */
  PUBLIC_IS_NEEDED(VisibilityRules::needed),
  /** At most five. */
  FEW_PARAMETERS(SizeRules::parameters),
  /** At most 50 lines from a method's first line of code to its last. */
  SHORT_METHODS(SizeRules::methods),
  /** At most 400 lines. */
  SHORT_FILES(SizeRules::files),
  /** Core's store and output write files. */
  WRITES_NO_FILES(ProcessRules::writes),
  /** No output, environment, system property or exit. */
  LEAVES_THE_PROCESS_ALONE(ProcessRules::process),
  /** Neither {@code ProcessBuilder} nor {@code Runtime.exec}. */
  STARTS_NO_PROGRAMS(ProcessRules::programs),
  /** Every package is {@code @NullMarked}. */
  PACKAGES_ARE_NULL_MARKED(NameRules::nullMarked),
  /** No two classes of a module share a name. */
  NAMES_ARE_UNIQUE(NameRules::unique),
  /** Not {@code Util}, {@code Helper}, {@code Manager}, {@code Impl}. */
  NAMES_SAY_SOMETHING(NameRules::telling),
  /** Public failures are {@code HermeticException}s. */
  FAILURES_ARE_OURS(NameRules::failures);

  interface Check {
    List<String> violations(OwnModule module) throws IOException;
  }

  private final Check check;

  Rule(Check check) {
    this.check = check;
  }

  List<String> violations(OwnModule module) throws IOException {
    return check.violations(module);
  }
}
