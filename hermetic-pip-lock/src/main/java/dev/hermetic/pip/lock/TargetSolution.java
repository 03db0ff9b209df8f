package dev.hermetic.pip.lock;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.lock.solve.Conflict;
import dev.hermetic.pip.lock.solve.Outcome;
import dev.hermetic.pip.lock.solve.Ranges;
import dev.hermetic.pip.lock.solve.Solver;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is installed at a target environment.
 *
 * @param offers where the files come from
 * @param versions the version of each package
 * @param extras the extras in use, by package
 */
record TargetSolution(
    Candidates offers,
    SortedMap<PackageName, Version> versions,
    SortedMap<PackageName, SortedSet<PackageName>> extras) {
  /**
   * Solves for a target environment.
   *
   * @param pins what an earlier lock has there
   * @throws LockfileException with code {@code pip.conflict} and an explanation
   */
  static TargetSolution solve(
      Candidates offers,
      DirectRequirements statedRequirements,
      Map<PackageName, Version> pins,
      ResolveContext context)
      throws IOException, InterruptedException {
    DependencyProvider needed =
        new DependencyProvider(offers, statedRequirements, new Speculation(offers, pins));
    TargetPackageSource packageSource = new TargetPackageSource(offers, needed, pins, context);
    Outcome<Node, Version> outcome =
        new Solver<>(packageSource, Node.ROOT, TargetPackageSource.ROOT_VERSION).solve();
    if (outcome instanceof Outcome.Unsolvable<Node, Version> unsolvable) {
      throw conflict(offers, statedRequirements, unsolvable.conflict());
    }
    SortedMap<PackageName, Version> versions = new TreeMap<>();
    SortedMap<PackageName, SortedSet<PackageName>> extras = new TreeMap<>();
    ((Outcome.Solved<Node, Version>) outcome)
        .versions()
        .forEach(
            (node, version) -> {
              if (!node.equals(Node.ROOT)) {
                versions.put(node.project(), version);
                if (node.extra() != null) {
                  extras.computeIfAbsent(node.project(), k -> new TreeSet<>()).add(node.extra());
                }
              }
            });
    return new TargetSolution(offers, versions, extras);
  }

  private static LockfileException conflict(
      Candidates offers, DirectRequirements statedRequirements, Conflict<Node, Version> conflict) {
    List<String> sentences =
        conflict.sentences(
            new Conflict.Wording<>() {
              @Override
              public String some(Node subject, Ranges<Version> versions) {
                return subject.equals(Node.ROOT)
                    ? root()
                    : offers.known(subject.project()).describe(subject.toString(), versions);
              }

              @Override
              public String root() {
                return "your requirements";
              }
            });
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      lines.add((i + 1) + ". " + sentences.get(i));
    }
    return LockfileException.builder("pip.conflict", statedRequirements.at())
        .message("no versions meet all requirements for " + offers.targetEnvironment())
        .explanation(lines)
        .hints("loosen one of the requirements named above, or override it")
        .hints("check that the package index is the right one")
        .build();
  }
}
