package dev.hermetic.pip.lock.solve;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is decided and what follows from it, with the order in which it became known. */
final class PartialSolution<P, V extends Comparable<? super V>> {
  /** How an incompatibility stands to what is known. */
  enum Relation {
    SATISFIED,
    ALMOST,
    CONTRADICTED,
    OPEN
  }

  /**
   * A standing, and the one term that is open when all others hold.
   *
   * @param relation the standing
   * @param open the package of that term
   */
  record Standing<P>(Relation relation, @Nullable P open) {}

  /**
   * The assignment with which an incompatibility came to hold.
   *
   * @param subject its package
   * @param assignment the assignment
   * @param previousLevel the level at which all but this assignment held
   */
  record Satisfier<P, V extends Comparable<? super V>>(
      P subject, Assignments.Assignment<P, V> assignment, int previousLevel) {}

  private final Map<P, Assignments<P, V>> assignments = new LinkedHashMap<>();
  // Contradicted ones stay so until the level is left; most incompatibilities are, most of the
  // time.
  private final Map<Incompatibility<P, V>, Integer> contradicted = new IdentityHashMap<>();
  private int level;
  private int next;
  private boolean backtracked;

  int level() {
    return level;
  }

  void derive(P subject, Incompatibility<P, V> cause) {
    Term<V> term = cause.term(subject).negated();
    of(subject).derive(next++, level, cause, term);
  }

  void decide(P subject, V version, Ranges<V> only) {
    of(subject).decide(next++, ++level, version, only);
  }

  private Assignments<P, V> of(P subject) {
    return assignments.computeIfAbsent(subject, key -> new Assignments<>());
  }

  /** Packages that must be selected and have no version yet, in the order of their discovery. */
  Collection<P> open() {
    return assignments.entrySet().stream()
        .filter(entry -> entry.getValue().isOpen())
        .map(Map.Entry::getKey)
        .toList();
  }

  Ranges<V> versions(P subject) {
    return Objects.requireNonNull(assignments.get(subject)).known().versions();
  }

  boolean isDecided(P subject) {
    Assignments<P, V> known = assignments.get(subject);
    return known != null && known.decision() != null;
  }

  Map<P, V> decisions() {
    Map<P, V> decided = new LinkedHashMap<>();
    assignments.forEach(
        (subject, known) -> {
          if (known.decision() != null) {
            decided.put(subject, known.decided());
          }
        });
    return decided;
  }

  boolean hasBacktracked() {
    return backtracked;
  }

  void backtrack(int target) {
    backtracked = true;
    assignments.values().removeIf(known -> known.backtrack(target));
    contradicted.values().removeIf(at -> at > target);
    level = target;
  }

  /** The level before the one at which a package was decided; empty when it is not. */
  int levelBefore(P subject) {
    Assignments<P, V> known = assignments.get(subject);
    return known == null || known.decision() == null ? -1 : known.decisionLevel() - 1;
  }

  Standing<P> standing(Incompatibility<P, V> incompatibility) {
    if (contradicted.containsKey(incompatibility)) {
      return new Standing<>(Relation.CONTRADICTED, null);
    }
    P open = null;
    for (Map.Entry<P, Term<V>> entry : incompatibility.terms().entrySet()) {
      Assignments<P, V> known = assignments.get(entry.getKey());
      if (known != null && entry.getValue().isImpliedBy(known.known())) {
        continue;
      }
      if (known != null && entry.getValue().isContradictedBy(known.known())) {
        contradicted.put(incompatibility, level);
        return new Standing<>(Relation.CONTRADICTED, null);
      }
      if (open != null) {
        return new Standing<>(Relation.OPEN, null);
      }
      open = entry.getKey();
    }
    return new Standing<>(open == null ? Relation.SATISFIED : Relation.ALMOST, open);
  }

  /** Where an incompatibility that holds came to hold. */
  Satisfier<P, V> satisfier(Incompatibility<P, V> incompatibility) {
    P latest = null;
    Assignments.Assignment<P, V> satisfier = null;
    int previous = 1;
    for (Map.Entry<P, Term<V>> entry : incompatibility.terms().entrySet()) {
      Assignments.Assignment<P, V> at = of(entry.getKey()).satisfier(entry.getValue());
      if (satisfier == null || at.index() > satisfier.index()) {
        previous = satisfier == null ? previous : Math.max(previous, satisfier.level());
        latest = entry.getKey();
        satisfier = at;
      } else {
        previous = Math.max(previous, at.level());
      }
    }
    P subject = Objects.requireNonNull(latest);
    Assignments.Assignment<P, V> found = Objects.requireNonNull(satisfier);
    Incompatibility<P, V> cause = found.cause();
    if (cause != null) {
      Term<V> term = incompatibility.term(subject);
      Term<V> alone = cause.term(subject).negated();
      if (!term.isImpliedBy(alone)) {
        previous = Math.max(previous, of(subject).previous(alone, term).level());
      }
    }
    return new Satisfier<>(subject, found, previous);
  }
}
