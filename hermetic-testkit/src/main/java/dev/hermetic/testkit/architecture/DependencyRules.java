package dev.hermetic.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a module may know of others, and its packages of each other. */
final class DependencyRules {
  /** Ecosystems by the package that may name them; "generic" is an English word as well. */
  private static final Set<String> ECOSYSTEMS = Set.of("npm", "pip", "rpm", "generic");

  private DependencyRules() {}

  static List<String> floors(OwnModule module) {
    List<String> found = new ArrayList<>();
    for (JavaClass from : module.classes()) {
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(to -> OwnModule.within(to.getPackageName(), "dev.hermetic"))
          .filter(to -> !module.owns(to) && !allowed(module, to.getPackageName()))
          .forEach(to -> found.add(from.getName() + " depends on " + to.getName()));
    }
    return found;
  }

  private static boolean allowed(OwnModule module, String target) {
    return !OwnModule.within(target, "dev.hermetic.core.internal")
        && module.lower().stream().anyMatch(root -> OwnModule.within(target, root));
  }

  static List<String> ecosystems(OwnModule module) throws IOException {
    Set<String> own = Set.of(module.root().split("\\."));
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, Set<String>> type : Bytecode.constants(module).entrySet()) {
      type.getValue().stream()
          .filter(text -> ECOSYSTEMS.contains(text) && !own.contains(text))
          .forEach(text -> found.add(type.getKey() + " names \"" + text + "\""));
    }
    return found;
  }

  static List<String> cycles(OwnModule module) {
    SliceAssignment byPackage =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            return module.owns(type)
                ? SliceIdentifier.of(type.getPackageName())
                : SliceIdentifier.ignore();
          }

          @Override
          public String getDescription() {
            return "packages";
          }
        };
    return SlicesRuleDefinition.slices()
        .assignedFrom(byPackage)
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .evaluate(module.classes().that(DescribedPredicate.describe("own", module::owns)))
        .getFailureReport()
        .getDetails();
  }
}
