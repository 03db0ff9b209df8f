package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes out of candidates those that others obsolete; those that obsolete each other in a circle
 * stay unless something outside of the circle obsoletes them. For one thread.
 */
final class ObsoletedCandidates {
  private final PackagePool pool;

  ObsoletedCandidates(PackagePool pool) {
    this.pool = pool;
  }

  void remove(IntList candidates) {
    int[][] edges = edges(candidates);
    if (edges.length == 0) {
      return;
    }
    int[] circles = new Circles(edges).numbers();
    boolean[] lost = new boolean[candidates.size()];
    for (int from = 0; from < edges.length; from++) {
      for (int to : edges[from]) {
        lost[circles[to]] |= circles[from] != circles[to];
      }
    }
    int kept = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (!lost[circles[i]]) {
        candidates.set(kept++, candidates.get(i));
      }
    }
    candidates.truncate(kept);
  }

  /**
   * For each candidate the indices of those it obsoletes; none at all when nobody obsoletes
   * anybody.
   */
  private int[][] edges(IntList candidates) {
    Map<Integer, Integer> indices = new HashMap<>();
    int[][] edges = new int[candidates.size()][];
    boolean any = false;
    for (int i = 0; i < edges.length; i++) {
      indices.put(candidates.get(i), i);
    }
    for (int i = 0; i < edges.length; i++) {
      edges[i] = obsoletedBy(candidates.get(i), indices);
      any |= edges[i].length > 0;
    }
    return any ? edges : new int[0][];
  }

  private int[] obsoletedBy(int p, Map<Integer, Integer> indices) {
    IntList found = new IntList();
    int at = pool.dependencies(p, DependencyKind.OBSOLETES);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      int list = pool.providers().of(dependency);
      pool.work().add(1 + pool.lists().length(list));
      for (int other; (other = pool.lists().get(list)) != 0; list++) {
        Integer index = indices.get(other);
        if (index != null
            && pool.name(other) != pool.name(p)
            && pool.matchesName(other, dependency)) {
          found.add(index);
        }
      }
    }
    return found.toArray();
  }

  /** Numbers the circles of a graph (Tarjan's algorithm, with a stack of its own). */
  private static final class Circles {
    private final int[][] edges;
    private final int[] circle;
    private final int[] index;
    private final int[] low;
    private final int[] next;
    private final IntList path = new IntList();
    private final IntList open = new IntList();
    private int count = 1;

    Circles(int[][] edges) {
      this.edges = edges;
      this.circle = new int[edges.length];
      this.index = new int[edges.length];
      this.low = new int[edges.length];
      this.next = new int[edges.length];
    }

    /** For each node the lowest node of its circle. */
    int[] numbers() {
      Arrays.fill(circle, -1);
      for (int node = 0; node < edges.length; node++) {
        if (index[node] == 0) {
          enter(node);
          while (!path.isEmpty()) {
            step(path.last());
          }
        }
      }
      return circle;
    }

    private void enter(int node) {
      index[node] = count;
      low[node] = count++;
      path.add(node);
      open.add(node);
    }

    private void step(int node) {
      if (next[node] < edges[node].length) {
        int to = edges[node][next[node]++];
        if (index[to] == 0) {
          enter(to);
        } else if (circle[to] < 0) {
          low[node] = Math.min(low[node], index[to]);
        }
        return;
      }
      path.removeLast();
      if (!path.isEmpty()) {
        low[path.last()] = Math.min(low[path.last()], low[node]);
      }
      if (low[node] == index[node]) {
        int member;
        do {
          member = open.removeLast();
          circle[member] = node;
        } while (member != node);
      }
    }
  }
}
