package dev.hermetic.pip.lock.solve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Terms that cannot all hold, and why. Compared by identity. */
final class Incompatibility<P, V extends Comparable<? super V>> {
  private final Map<P, Term<V>> terms;
  private final Cause<P, V> cause;

  Incompatibility(Map<P, Term<V>> terms, Cause<P, V> cause) {
    this.terms = Collections.unmodifiableMap(terms);
    this.cause = cause;
  }

  static <P, V extends Comparable<? super V>> Incompatibility<P, V> of(
      P subject, Term<V> term, Cause<P, V> cause) {
    return new Incompatibility<>(Map.of(subject, term), cause);
  }

  static <P, V extends Comparable<? super V>> Incompatibility<P, V> needs(
      P dependent, Ranges<V> versions, PackageSource.Dependency<P, V> dependency) {
    Map<P, Term<V>> terms = new LinkedHashMap<>();
    terms.put(dependent, Term.of(versions));
    // A need that no version meets is no statement about the package needed.
    if (!dependency.versions().isEmpty()) {
      terms.put(dependency.target(), Term.not(dependency.versions()));
    }
    return new Incompatibility<>(terms, new Cause.Needs<>(dependent, dependency));
  }

  Map<P, Term<V>> terms() {
    return terms;
  }

  Term<V> term(P subject) {
    return Objects.requireNonNull(terms.get(subject));
  }

  Cause<P, V> cause() {
    return cause;
  }

  /** The rule of resolution: what follows from both, with a package cut out. */
  Incompatibility<P, V> resolvedWith(Incompatibility<P, V> other, P pivot) {
    Map<P, Term<V>> merged = new LinkedHashMap<>(terms);
    merged.remove(pivot);
    other.terms.forEach(
        (subject, term) -> {
          if (!subject.equals(pivot)) {
            merged.merge(subject, term, Term::and);
          }
        });
    Term<V> both = term(pivot).or(other.term(pivot));
    if (!both.isAny()) {
      merged.put(pivot, both);
    }
    return new Incompatibility<>(merged, new Cause.Derived<>(this, other));
  }
}
