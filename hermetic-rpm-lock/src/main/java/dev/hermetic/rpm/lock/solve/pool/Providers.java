package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which packages offer what, in ascending order. Installed packages and those of architectures that
 * the machine runs count; source packages do not. For one thread.
 */
public final class Providers {
  private final PackagePool pool;
  private final PackedLists lists = new PackedLists();
  private final int[] ends;
  private final int[] packages;
  private final int[] offers;
  private int[] known = new int[1 << 10];

  Providers(PackagePool pool, List<FileOwners> files) throws IOException {
    this.pool = pool;
    int[] counts = new int[pool.texts().size() + 1];
    IntList owners = owners(files, wantedPaths());
    visit((p, offer) -> counts[pool.dependencies().left(offer)]++);
    for (int i = 0; i < owners.size(); i += 2) {
      counts[owners.get(i)]++;
    }
    for (int i = 1; i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
    ends = counts.clone();
    packages = new int[counts[counts.length - 1]];
    offers = new int[packages.length];
    int[] at = new int[counts.length];
    System.arraycopy(counts, 0, at, 1, counts.length - 1);
    fill(at, owners);
  }

  /** Is told what a package offers. */
  private interface Visitor {
    void offer(int p, int dependency);
  }

  private void visit(Visitor visitor) {
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (counts(p)) {
        int list = pool.dependencies(p, DependencyKind.PROVIDES);
        for (int offer; (offer = pool.entries().get(list)) != 0; list++) {
          if (!pool.dependencies().isJoined(offer)) {
            visitor.offer(p, offer);
          }
        }
      }
    }
  }

  private boolean counts(int p) {
    return pool.isInstalled(p) || (pool.archScore(p) != 0 && !pool.isSource(p));
  }

  private BitSet wantedPaths() {
    BitSet wanted = new BitSet();
    Dependencies all = pool.dependencies();
    for (int i = 1; i < all.size(); i++) {
      if (!all.isJoined(i) && pool.texts().startsWith(all.left(i), '/')) {
        wanted.set(all.left(i));
      }
    }
    return wanted;
  }

  /** Pairs of a path and a package, packages ascending. */
  private IntList owners(List<FileOwners> files, BitSet wanted) throws IOException {
    IntList owners = new IntList();
    int start = PackagePool.FIRST;
    for (int i = 0; i < files.size(); i++) {
      int first = start;
      files
          .get(i)
          .tell(
              pool.texts(),
              wanted,
              (row, path) -> {
                if (counts(first + row)) {
                  owners.add(path, first + row);
                }
              });
      start += pool.tableAt(i).size();
    }
    return owners;
  }

  /** Offers come first in each name, then owners of paths; both are merged when they are read. */
  private void fill(int[] at, IntList owners) {
    visit(
        (p, offer) -> {
          int place = at[pool.dependencies().left(offer)]++;
          packages[place] = p;
          offers[place] = offer;
        });
    BitSet mixed = new BitSet();
    for (int i = 0; i < owners.size(); i += 2) {
      int path = owners.get(i);
      int place = at[path]++;
      packages[place] = owners.get(i + 1);
      offers[place] = 0;
      mixed.set(path);
    }
    for (int path = mixed.nextSetBit(0); path >= 0; path = mixed.nextSetBit(path + 1)) {
      sortPath(path == 0 ? 0 : ends[path - 1], ends[path]);
    }
  }

  private void sortPath(int from, int to) {
    long[] pairs = new long[to - from];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (long) packages[from + i] << 32 | offers[from + i];
    }
    Arrays.sort(pairs);
    for (int i = 0; i < pairs.length; i++) {
      packages[from + i] = (int) (pairs[i] >>> 32);
      offers[from + i] = (int) pairs[i];
    }
  }

  /** The lists that answers are in. */
  public PackedLists lists() {
    return lists;
  }

  /** Those that offer a dependency: where their list begins in {@link #lists()}. */
  public int of(int dependency) {
    if (dependency >= known.length) {
      known = Arrays.copyOf(known, Math.max(dependency + 1, 2 * known.length));
    }
    if (known[dependency] == 0) {
      IntList found = new IntList();
      collect(dependency, found);
      known[dependency] = lists.store(found);
    }
    return known[dependency];
  }

  /** Those that offer a name in any version. */
  public int ofName(int text) {
    return of(pool.dependencies().name(text));
  }

  private void collect(int dependency, IntList found) {
    Dependencies all = pool.dependencies();
    if (all.isJoined(dependency)) {
      joined(dependency, found);
      return;
    }
    int text = all.left(dependency);
    if (text >= ends.length) {
      return;
    }
    Relation relation = all.relation(dependency);
    for (int i = text == 0 ? 0 : ends[text - 1]; i < ends[text]; i++) {
      boolean again = !found.isEmpty() && found.last() == packages[i];
      if (!again && matches(offers[i], relation, all.right(dependency))) {
        found.add(packages[i]);
      }
    }
  }

  private boolean matches(int offer, Relation relation, int evr) {
    Dependencies all = pool.dependencies();
    return offer == 0 || pool.evrs().overlap(all.relation(offer), all.right(offer), relation, evr);
  }

  /** What libsolv takes for the providers where only a list will do. */
  private void joined(int dependency, IntList found) {
    Dependencies all = pool.dependencies();
    int left = of(all.left(dependency));
    switch (all.operator(dependency)) {
      case AND, WITH -> combine(left, of(all.right(dependency)), true, found);
      case WITHOUT -> combine(left, of(all.right(dependency)), false, found);
      case OR -> union(left, of(all.right(dependency)), found);
      case IF, UNLESS -> lists.copy(left, found);
      case ELSE -> {
        // only the right side of a condition
      }
    }
  }

  private void combine(int left, int right, boolean wanted, IntList found) {
    int r = right;
    for (int l = left; lists.get(l) != 0; l++) {
      while (lists.get(r) != 0 && lists.get(r) < lists.get(l)) {
        r++;
      }
      if (lists.get(r) == lists.get(l) == wanted) {
        found.add(lists.get(l));
      }
    }
  }

  private void union(int left, int right, IntList found) {
    int l = left;
    int r = right;
    while (lists.get(l) != 0 || lists.get(r) != 0) {
      int a = lists.get(l);
      int b = lists.get(r);
      if (b == 0 || (a != 0 && a <= b)) {
        found.add(a);
        l++;
        r += a == b ? 1 : 0;
      } else {
        found.add(b);
        r++;
      }
    }
  }
}
