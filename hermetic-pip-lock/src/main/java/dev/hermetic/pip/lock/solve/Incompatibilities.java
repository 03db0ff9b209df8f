package dev.hermetic.pip.lock.solve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All incompatibilities found so far, by package. */
final class Incompatibilities<P, V extends Comparable<? super V>> {
  /** Versions of one package with the same need share one incompatibility. */
  private record Same<P, V extends Comparable<? super V>>(
      P dependent, PackageSource.Dependency<P, V> dependency) {}

  private final Map<P, List<Incompatibility<P, V>>> bySubject = new HashMap<>();
  private final Map<Same<P, V>, Incompatibility<P, V>> needs = new HashMap<>();

  void add(Incompatibility<P, V> added) {
    for (P subject : added.terms().keySet()) {
      bySubject.computeIfAbsent(subject, key -> new ArrayList<>()).add(added);
    }
  }

  /** Adds a need, merged with the same need of other versions. */
  Incompatibility<P, V> addNeed(
      P dependent, Ranges<V> only, PackageSource.Dependency<P, V> dependency) {
    Same<P, V> same = new Same<>(dependent, dependency);
    Incompatibility<P, V> before = needs.get(same);
    Ranges<V> versions = before == null ? only : before.term(dependent).versions().union(only);
    if (before != null) {
      if (versions.equals(before.term(dependent).versions())) {
        return before;
      }
      before.terms().keySet().forEach(subject -> remove(subject, before));
    }
    Incompatibility<P, V> merged = Incompatibility.needs(dependent, versions, dependency);
    needs.put(same, merged);
    add(merged);
    return merged;
  }

  private void remove(P subject, Incompatibility<P, V> old) {
    List<Incompatibility<P, V>> all = bySubject.getOrDefault(subject, List.of());
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i) == old) {
        all.remove(i);
        return;
      }
    }
  }

  /** What is known of a package, newest first; a view that later additions do not change. */
  List<Incompatibility<P, V>> newestFirst(P subject) {
    List<Incompatibility<P, V>> all = new ArrayList<>(bySubject.getOrDefault(subject, List.of()));
    Collections.reverse(all);
    return all;
  }
}
