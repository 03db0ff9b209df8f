package dev.hermetic.pip.lock.solve;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a version for every package that a root needs, after the PubGrub algorithm: unit
 * propagation over incompatibilities, and on a conflict the resolution that says what really is
 * incompatible and how far to go back. Deterministic. For one thread and one run.
 *
 * @param <P> packages
 * @param <V> versions
 */
public final class Solver<P, V extends Comparable<? super V>> {
  private final PackageSource<P, V> packageSource;
  private final P root;
  private final V rootVersion;
  private final PartialSolution<P, V> solution = new PartialSolution<>();
  private final Incompatibilities<P, V> known = new Incompatibilities<>();
  private final Priorities<P, V> priorities;

  /** A solver for what one version of a root needs. */
  public Solver(PackageSource<P, V> packageSource, P root, V rootVersion) {
    this.packageSource = packageSource;
    this.root = root;
    this.rootVersion = rootVersion;
    this.priorities = new Priorities<>(packageSource);
  }

  /**
   * Searches.
   *
   * @throws IOException when the package source cannot be read
   * @throws InterruptedException when the run is cancelled
   */
  public Outcome<P, V> solve() throws IOException, InterruptedException {
    priorities.discovered(root, true);
    known.add(
        Incompatibility.of(
            root, Term.not(packageSource.only(root, rootVersion)), new Cause.Root<>()));
    P changed = root;
    while (true) {
      packageSource.step();
      Optional<Incompatibility<P, V>> failure = propagate(changed);
      if (failure.isPresent()) {
        return new Outcome.Unsolvable<>(new Conflict<>(failure.get(), root));
      }
      for (P late : priorities.demote()) {
        int level = solution.levelBefore(late);
        if (level >= 1) {
          solution.backtrack(level);
        }
      }
      List<P> open = List.copyOf(solution.open());
      if (open.isEmpty()) {
        return new Outcome.Solved<>(solution.decisions());
      }
      changed = priorities.first(open);
      decide(changed);
    }
  }

  private void decide(P subject) throws IOException, InterruptedException {
    Ranges<V> versions = solution.versions(subject);
    Optional<V> choice =
        subject.equals(root) ? Optional.of(rootVersion) : packageSource.choose(subject, versions);
    if (choice.isEmpty()) {
      String reason = packageSource.reason(subject, versions);
      known.add(Incompatibility.of(subject, Term.of(versions), new Cause.NoVersions<>(reason)));
      return;
    }
    V version = choice.get();
    Ranges<V> only = packageSource.only(subject, version);
    PackageSource.Needs<P, V> needs = packageSource.needs(subject, version);
    if (needs.unusable().isPresent()) {
      String reason = needs.unusable().get();
      known.add(Incompatibility.of(subject, Term.of(only), new Cause.Unusable<>(reason)));
      return;
    }
    boolean conflict = addNeeds(subject, only, needs.dependencies());
    // Before the first conflict the decision is made all the same: resolving what follows says more
    // about who is to blame than the fact that this one version will not do.
    if (!conflict || !solution.hasBacktracked()) {
      solution.decide(subject, version, only);
    }
  }

  /** Adds what a version needs; true when that contradicts what is known already. */
  private boolean addNeeds(
      P subject, Ranges<V> only, List<PackageSource.Dependency<P, V>> dependencies) {
    boolean conflict = false;
    for (PackageSource.Dependency<P, V> dependency : dependencies) {
      Optional<Incompatibility<P, V>> added = addNeed(subject, only, dependency);
      if (!conflict && added.isPresent() && conflictsWith(added.get(), subject)) {
        conflict = true;
        if (solution.hasBacktracked()) {
          priorities.conflict(subject, added.get());
        }
      }
    }
    return conflict;
  }

  private Optional<Incompatibility<P, V>> addNeed(
      P subject, Ranges<V> only, PackageSource.Dependency<P, V> dependency) {
    if (!dependency.target().equals(subject)) {
      priorities.discovered(dependency.target(), dependency.pinned());
      return Optional.of(known.addNeed(subject, only, dependency));
    }
    if (!dependency.versions().isDisjointFrom(only)) {
      return Optional.empty();
    }
    Incompatibility<P, V> never =
        Incompatibility.of(subject, Term.of(only), new Cause.Needs<>(subject, dependency));
    known.add(never);
    return Optional.of(never);
  }

  // All terms but the one of the package about to be decided hold.
  private boolean conflictsWith(Incompatibility<P, V> incompatibility, P subject) {
    PartialSolution.Standing<P> standing = solution.standing(incompatibility);
    return standing.relation() == PartialSolution.Relation.SATISFIED
        || standing.relation() == PartialSolution.Relation.ALMOST
            && subject.equals(standing.open());
  }

  /** Draws all conclusions; an incompatibility that always holds when there is no solution. */
  private Optional<Incompatibility<P, V>> propagate(P start) {
    Deque<P> changed = new ArrayDeque<>(List.of(start));
    while (!changed.isEmpty()) {
      P subject = changed.removeFirst();
      Incompatibility<P, V> conflict = null;
      for (Incompatibility<P, V> candidate : known.newestFirst(subject)) {
        PartialSolution.Standing<P> standing = solution.standing(candidate);
        if (standing.relation() == PartialSolution.Relation.SATISFIED) {
          conflict = candidate;
          break;
        }
        P open = standing.open();
        if (open != null) {
          solution.derive(open, candidate);
          if (!changed.contains(open)) {
            changed.addLast(open);
          }
        }
      }
      if (conflict != null) {
        Incompatibility<P, V> cause = resolve(conflict);
        if (isFinal(cause)) {
          return Optional.of(cause);
        }
        P open = java.util.Objects.requireNonNull(solution.standing(cause).open());
        solution.derive(open, cause);
        changed.clear();
        changed.addLast(open);
      }
    }
    return Optional.empty();
  }

  /** Goes back to where a conflict first could have been seen; what was learned. */
  private Incompatibility<P, V> resolve(Incompatibility<P, V> conflict) {
    Incompatibility<P, V> current = conflict;
    while (!isFinal(current)) {
      packageSource.step();
      PartialSolution.Satisfier<P, V> satisfier = solution.satisfier(current);
      Incompatibility<P, V> cause = satisfier.assignment().cause();
      if (cause == null || satisfier.previousLevel() < satisfier.assignment().level()) {
        priorities.conflict(satisfier.subject(), current);
        solution.backtrack(satisfier.previousLevel());
        if (current != conflict) {
          known.add(current);
        }
        return current;
      }
      current = current.resolvedWith(cause, satisfier.subject());
    }
    return current;
  }

  private boolean isFinal(Incompatibility<P, V> incompatibility) {
    Map<P, Term<V>> terms = incompatibility.terms();
    return terms.isEmpty()
        || terms.size() == 1 && terms.containsKey(root) && incompatibility.term(root).positive();
  }
}
