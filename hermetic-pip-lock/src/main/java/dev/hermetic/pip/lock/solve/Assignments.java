package dev.hermetic.pip.lock.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of one package in the partial solution, oldest first. */
final class Assignments<P, V extends Comparable<? super V>> {
  /**
   * One thing that became known.
   *
   * @param index its place among all assignments
   * @param level the number of decisions before and including it
   * @param cause what it was derived from; {@code null} for a decision
   * @param accumulated everything known of the package with it
   */
  record Assignment<P, V extends Comparable<? super V>>(
      int index, int level, @Nullable Incompatibility<P, V> cause, Term<V> accumulated) {}

  private final List<Assignment<P, V>> items = new ArrayList<>();
  private @Nullable V decision;

  void derive(int index, int level, Incompatibility<P, V> cause, Term<V> term) {
    Term<V> known = items.isEmpty() ? term : known().and(term);
    items.add(new Assignment<>(index, level, cause, known));
  }

  void decide(int index, int level, V version, Ranges<V> only) {
    decision = version;
    items.add(new Assignment<>(index, level, null, Term.of(only)));
  }

  @Nullable V decision() {
    return decision;
  }

  Term<V> known() {
    return items.get(items.size() - 1).accumulated();
  }

  boolean isOpen() {
    return decision == null && known().positive();
  }

  /** Forgets what is above a level; true when nothing is left. */
  boolean backtrack(int level) {
    int keep = items.size();
    while (keep > 0 && items.get(keep - 1).level() > level) {
      keep--;
    }
    if (keep < items.size()) {
      items.subList(keep, items.size()).clear();
      decision = null;
    }
    return items.isEmpty();
  }

  /** The first assignment with which a term holds. */
  Assignment<P, V> satisfier(Term<V> term) {
    for (Assignment<P, V> item : items) {
      if (term.isImpliedBy(item.accumulated())) {
        return item;
      }
    }
    throw new IllegalStateException("the term is not satisfied");
  }

  /** The first assignment with which, given what another one says by itself, a term holds. */
  Assignment<P, V> previous(Term<V> given, Term<V> term) {
    for (Assignment<P, V> item : items) {
      if (term.isImpliedBy(item.accumulated().and(given))) {
        return item;
      }
    }
    throw new IllegalStateException("the term is not satisfied");
  }

  int decisionLevel() {
    return items.get(items.size() - 1).level();
  }

  V decided() {
    return Objects.requireNonNull(decision);
  }
}
