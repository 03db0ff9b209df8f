package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects findings in order, equal ones once. Thread-safe. */
final class Diagnostics {
  private final List<Diagnostic> findings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  synchronized void add(Diagnostic finding) {
    if (seen.add(finding.code() + " " + finding)) {
      findings.add(finding);
    }
  }

  synchronized List<Diagnostic> all() {
    return List.copyOf(findings);
  }
}
