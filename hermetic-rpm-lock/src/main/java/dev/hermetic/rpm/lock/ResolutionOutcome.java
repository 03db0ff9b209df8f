package dev.hermetic.rpm.lock;

import dev.hermetic.rpm.lock.solve.Solution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a try to solve a plan.
 *
 * @param pool what could be chosen from
 * @param unmatched the specifications that mean nothing
 * @param notInstalled what was to be reinstalled and is not there
 * @param missing members of groups that no repository has
 * @param leftOut what was asked for and cannot be had, when that is no failure
 * @param moduleDefaults what is wrong with the default streams of modules, in lines
 * @param moduleErrors what is wrong with the modules that are asked for, in lines
 * @param solution what was found; null when something that is asked for means nothing
 */
record ResolutionOutcome(
    PlanPool pool,
    List<String> unmatched,
    List<String> notInstalled,
    List<String> missing,
    List<String> leftOut,
    List<String> moduleDefaults,
    List<String> moduleErrors,
    @Nullable Solution solution) {
  ResolutionOutcome {
    unmatched = List.copyOf(unmatched);
    notInstalled = List.copyOf(notInstalled);
    missing = List.copyOf(missing);
    leftOut = List.copyOf(leftOut);
    moduleDefaults = List.copyOf(moduleDefaults);
    moduleErrors = List.copyOf(moduleErrors);
  }

  /** Whether all that is asked for can be had. */
  boolean isSolved() {
    return solution != null && solution.isSolved();
  }

  /** Whether the paths of all packages might help. */
  boolean mayNeedFileLists() {
    return (solution != null && !solution.isSolved())
        || unmatched.stream().anyMatch(spec -> spec.startsWith("/"));
  }
}
