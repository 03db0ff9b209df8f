package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Collects findings in order, equal ones once, and problems. Thread-safe. */
final class Diagnostics {
  /** A hostile lock may hold millions, and nobody reads more. */
  private static final int MOST_PROBLEMS = 100;

  private final List<Diagnostic> findings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final List<HermeticException> problems = new ArrayList<>();

  synchronized void add(Diagnostic finding) {
    if (seen.add(finding.code() + " " + finding)) {
      findings.add(finding);
    }
  }

  synchronized List<Diagnostic> all() {
    return List.copyOf(findings);
  }

  /** Keeps a problem; throws all of them when there are too many. */
  synchronized void problem(HermeticException problem) {
    List<HermeticException> found = new ArrayList<>();
    Failures.collect(problem, found);
    found.removeIf(this::isKnown);
    problems.addAll(found);
    if (problems.size() >= MOST_PROBLEMS) {
      Failures.throwAll(takeProblems());
    }
  }

  private boolean isKnown(HermeticException problem) {
    return problems.stream()
        .anyMatch(
            known ->
                known.code().equals(problem.code())
                    && Objects.equals(known.getMessage(), problem.getMessage()));
  }

  /** The problems since this was asked last. */
  synchronized List<HermeticException> takeProblems() {
    List<HermeticException> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }
}
