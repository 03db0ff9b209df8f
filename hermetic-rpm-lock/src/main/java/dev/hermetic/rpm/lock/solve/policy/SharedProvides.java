package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.StableSort;
import dev.hermetic.rpm.version.Relation;

/**
 * Of candidates that offer the same capability, those come last that offer it in an older version.
 * For one thread.
 */
final class SharedProvides {
  private static final int SHORTEST_HASH = 4;

  private final PackagePool pool;
  private final IntList owners = new IntList();
  private final IntList offers = new IntList();

  SharedProvides(PackagePool pool) {
    this.pool = pool;
  }

  void order(IntList candidates) {
    owners.clear();
    offers.clear();
    for (int i = 0; i < candidates.size(); i++) {
      collect(i, candidates.get(i));
    }
    if (offers.size() < 2) {
      return;
    }
    int[] badness = badness(candidates.size());
    for (int i = 0; i < badness.length; i++) {
      if (pool.isInstalled(candidates.get(i))) {
        badness[i] = 0;
      }
    }
    int[] before = candidates.toArray();
    int[] sorted = new int[before.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = i;
    }
    StableSort.sort(sorted, (l, r) -> Integer.compare(badness[l], badness[r]));
    for (int i = 0; i < sorted.length; i++) {
      candidates.set(i, before[sorted[i]]);
    }
  }

  private void collect(int index, int p) {
    Dependencies all = pool.dependencies();
    int at = pool.dependencies(p, DependencyKind.PROVIDES);
    for (int offer; (offer = pool.entries().get(at)) != 0; at++) {
      if (!all.isJoined(offer) && counts(all.relation(offer), all.right(offer))) {
        owners.add(index);
        offers.add(offer);
      }
    }
  }

  private boolean counts(Relation relation, int evr) {
    return relation == Relation.LE
        || relation == Relation.LT
        || (relation == Relation.EQ && !isHash(pool.evrs().text(evr)));
  }

  /** Versions that are checksums have no order. */
  private static boolean isHash(String version) {
    return version.length() >= SHORTEST_HASH
        && version.chars().allMatch(c -> (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9'));
  }

  private int[] badness(int candidates) {
    int[] order = new int[offers.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    StableSort.sort(order, this::compare);
    int[] badness = new int[candidates];
    int bad = 0;
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || name(order[i]) != name(order[i - 1])) {
        bad = 0;
      } else if (owners.get(order[i]) != owners.get(order[i - 1])
          && compare(order[i - 1], order[i]) == -1) {
        bad++;
      }
      badness[owners.get(order[i])] += bad;
    }
    return badness;
  }

  private int name(int index) {
    return pool.dependencies().left(offers.get(index));
  }

  /** By name, then the newest first; "less than" comes behind the same version. */
  private int compare(int left, int right) {
    if (name(left) != name(right)) {
      return name(left) < name(right) ? -1 : 1;
    }
    int l = offers.get(left);
    int r = offers.get(right);
    Dependencies all = pool.dependencies();
    boolean leftLess = all.relation(l) == Relation.LT;
    boolean rightLess = all.relation(r) == Relation.LT;
    if (all.right(l) == all.right(r) && leftLess == rightLess) {
      return 0;
    }
    int order = pool.evrs().compareLoosely(all.right(r), all.right(l));
    return order != 0 || leftLess == rightLess ? order : leftLess ? 1 : -1;
  }
}
