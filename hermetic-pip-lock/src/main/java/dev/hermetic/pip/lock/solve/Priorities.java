package dev.hermetic.pip.lock.solve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which package is decided next: pinned ones first, then those that are often in the way, then in
 * the order in which they were discovered; packages that often rule out others come late among
 * these. Families are taken together.
 */
final class Priorities<P, V extends Comparable<? super V>> {
  // Low enough to leave a bad order early, high enough not to reorder on the odd conflict.
  private static final int OFTEN = 5;

  private enum Rank {
    NONE,
    OFTEN_CULPRIT,
    OFTEN_AFFECTED,
    PINNED
  }

  private final PackageSource<P, V> packageSource;
  private final Map<Object, Rank> ranks = new HashMap<>();
  private final Map<Object, Integer> families = new HashMap<>();
  private final Map<P, Integer> members = new HashMap<>();
  private final Map<P, Integer> affected = new HashMap<>();
  private final Map<P, Integer> culprits = new HashMap<>();
  private final List<P> demoted = new ArrayList<>();

  Priorities(PackageSource<P, V> packageSource) {
    this.packageSource = packageSource;
  }

  void discovered(P subject, boolean pinned) {
    Object family = packageSource.family(subject);
    families.putIfAbsent(family, families.size());
    members.putIfAbsent(subject, members.size());
    ranks.merge(family, pinned ? Rank.PINNED : Rank.NONE, Priorities::higher);
  }

  private static Rank higher(Rank one, Rank other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** The package to decide next among some. */
  P first(Collection<P> open) {
    P best = null;
    for (P subject : open) {
      if (best == null || order(subject, best) < 0) {
        best = subject;
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  private int order(P one, P other) {
    int byRank = rank(other).compareTo(rank(one));
    if (byRank != 0) {
      return byRank;
    }
    int byFamily = Integer.compare(family(one), family(other));
    return byFamily != 0 ? byFamily : Integer.compare(member(one), member(other));
  }

  private Rank rank(P subject) {
    return ranks.getOrDefault(packageSource.family(subject), Rank.NONE);
  }

  private int family(P subject) {
    return families.getOrDefault(packageSource.family(subject), Integer.MAX_VALUE);
  }

  private int member(P subject) {
    return members.getOrDefault(subject, Integer.MAX_VALUE);
  }

  /** Takes note that a package could not have what it was to have because of others. */
  void conflict(P subject, Incompatibility<P, V> incompatibility) {
    boolean real = false;
    for (P other : incompatibility.terms().keySet()) {
      if (packageSource.family(other).equals(packageSource.family(subject))) {
        continue;
      }
      real = true;
      if (culprits.merge(other, 1, Integer::sum) == OFTEN) {
        demoted.add(other);
      }
    }
    if (real && affected.merge(subject, 1, Integer::sum) == OFTEN) {
      raise(subject, Rank.OFTEN_AFFECTED);
    }
  }

  /** Packages that have become frequent culprits since the last call and now come later. */
  List<P> demote() {
    List<P> changed = demoted.stream().filter(p -> raise(p, Rank.OFTEN_CULPRIT)).toList();
    demoted.clear();
    return changed;
  }

  private boolean raise(P subject, Rank rank) {
    Object family = packageSource.family(subject);
    Rank before = ranks.getOrDefault(family, Rank.NONE);
    ranks.put(family, higher(before, rank));
    return before.compareTo(rank) < 0;
  }
}
