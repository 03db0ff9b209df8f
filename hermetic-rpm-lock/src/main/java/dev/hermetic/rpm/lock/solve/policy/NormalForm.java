package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.closure.Condition.Operator;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.SolverLimit;
import java.util.BitSet;

/**
 * A dependency with operators as blocks of literals, each block ascending and ended by 0: as a
 * conjunction of alternatives, or as alternatives of conjunctions. For one thread.
 */
public final class NormalForm {
  /** What became of a dependency. */
  public enum Outcome {
    /** It can never hold; there are no blocks. */
    NEVER,
    /** It always holds; there are no blocks. */
    ALWAYS,
    /** It holds when the blocks say so. */
    BLOCKS
  }

  private static final int MAX_LITERALS = 4_000_000;

  private final PackagePool pool;

  /** Takes the providers from this pool. */
  public NormalForm(PackagePool pool) {
    this.pool = pool;
  }

  /**
   * The blocks that must all hold, of each block one literal.
   *
   * @param blocks to which they are appended
   */
  public Outcome allOf(int dependency, IntList blocks) {
    return normalize(dependency, blocks, false);
  }

  /** The blocks that must all hold so that the dependency does not. */
  public Outcome noneOf(int dependency, IntList blocks) {
    int start = blocks.size();
    return invert(blocks, start, normalize(dependency, blocks, true));
  }

  private Outcome normalize(int dependency, IntList to, boolean alternatives) {
    Dependencies all = pool.dependencies();
    if (!all.isComplex(dependency)) {
      return providers(dependency, to, alternatives);
    }
    int left = all.left(dependency);
    int right = all.right(dependency);
    boolean hasElse = all.isJoinedBy(right, Operator.ELSE);
    return switch (all.operator(dependency)) {
      case AND -> pair(left, right, false, to, alternatives, true);
      case OR -> pair(left, right, false, to, alternatives, false);
      case IF ->
          hasElse
              ? withElse(left, all.left(right), all.right(right), to, alternatives, true)
              : pair(left, right, true, to, alternatives, false);
      default ->
          hasElse
              ? withElse(left, all.left(right), all.right(right), to, alternatives, false)
              : pair(left, right, true, to, alternatives, true);
    };
  }

  private Outcome providers(int dependency, IntList to, boolean alternatives) {
    int start = to.size();
    int at = pool.providers().of(dependency);
    pool.work().add(1 + pool.lists().length(at));
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (p == PackagePool.SYSTEM) {
        to.truncate(start);
        return Outcome.ALWAYS;
      }
      to.add(p);
      if (alternatives) {
        to.add(0);
      }
    }
    if (to.size() == start) {
      return Outcome.NEVER;
    }
    if (!alternatives) {
      to.add(0);
    }
    check(to);
    return Outcome.BLOCKS;
  }

  private Outcome pair(
      int left, int right, boolean invertRight, IntList to, boolean alternatives, boolean both) {
    int start = to.size();
    Outcome l = normalize(left, to, alternatives);
    return joined(start, l, right, invertRight, to, alternatives, both);
  }

  private Outcome joined(
      int start,
      Outcome l,
      int right,
      boolean invertRight,
      IntList to,
      boolean alternatives,
      boolean both) {
    Outcome decisive = both ? Outcome.NEVER : Outcome.ALWAYS;
    if (l == decisive) {
      to.truncate(start);
      return decisive;
    }
    int middle = to.size();
    Outcome r = normalize(right, to, alternatives != invertRight);
    if (invertRight) {
      r = invert(to, middle, r);
    }
    return merge(start, l, middle, r, to, alternatives, both);
  }

  private Outcome merge(
      int start, Outcome l, int middle, Outcome r, IntList to, boolean alternatives, boolean both) {
    Outcome decisive = both ? Outcome.NEVER : Outcome.ALWAYS;
    if (l == decisive || r == decisive) {
      to.truncate(start);
      return decisive;
    }
    if (l != Outcome.BLOCKS) {
      return r;
    }
    if (r != Outcome.BLOCKS) {
      return l;
    }
    return both == alternatives ? distribute(start, middle, to, alternatives) : Outcome.BLOCKS;
  }

  /**
   * {@code a if b else c} is (a or not b) and (c or b); {@code unless} is (a and not b) or (c and
   * b).
   */
  private Outcome withElse(int a, int b, int c, IntList to, boolean alternatives, boolean isIf) {
    int start = to.size();
    Outcome l = pair(a, b, true, to, alternatives, !isIf);
    if (l == (isIf ? Outcome.NEVER : Outcome.ALWAYS)) {
      return l;
    }
    int middle = to.size();
    Outcome r = pair(b, c, false, to, alternatives, !isIf);
    return merge(start, l, middle, r, to, alternatives, isIf);
  }

  private static Outcome invert(IntList blocks, int start, Outcome outcome) {
    if (outcome != Outcome.BLOCKS) {
      return outcome == Outcome.NEVER ? Outcome.ALWAYS : Outcome.NEVER;
    }
    int from = start;
    for (int i = start; i < blocks.size(); i++) {
      if (blocks.get(i) != 0) {
        blocks.set(i, -blocks.get(i));
        continue;
      }
      for (int l = from, r = i - 1; l < r; l++, r--) {
        int swapped = blocks.get(l);
        blocks.set(l, blocks.get(r));
        blocks.set(r, swapped);
      }
      from = i + 1;
    }
    return Outcome.BLOCKS;
  }

  /** Every block of the first half joined with every block of the second. */
  private Outcome distribute(int start, int middle, IntList to, boolean alternatives) {
    int end = to.size();
    for (int l = start; l < middle; l = next(to, l)) {
      for (int r = middle; r < end; r = next(to, r)) {
        mix(to, l, r);
        pool.work().add(next(to, l) - l + next(to, r) - r);
        check(to);
      }
    }
    to.removeRange(start, end);
    if (to.size() == start) {
      return alternatives ? Outcome.NEVER : Outcome.ALWAYS;
    }
    return Outcome.BLOCKS;
  }

  private static int next(IntList blocks, int at) {
    int end = at;
    while (blocks.get(end) != 0) {
      end++;
    }
    return end + 1;
  }

  private static void mix(IntList to, int left, int right) {
    int start = to.size();
    int l = left;
    int r = right;
    while (to.get(l) != 0 || to.get(r) != 0) {
      int a = to.get(l);
      int b = to.get(r);
      if (a != 0 && (b == 0 || a <= b)) {
        to.add(a);
        l++;
        r += a == b ? 1 : 0;
      } else {
        to.add(b);
        r++;
      }
    }
    if (hasOpposites(to, start)) {
      to.truncate(start);
    } else {
      to.add(0);
    }
  }

  private static boolean hasOpposites(IntList block, int start) {
    int a = start;
    int b = block.size() - 1;
    while (a < b) {
      int sum = block.get(a) + block.get(b);
      if (sum == 0) {
        return true;
      }
      if (sum < 0) {
        a++;
      } else {
        b--;
      }
    }
    return false;
  }

  private static void check(IntList blocks) {
    if (blocks.size() > MAX_LITERALS) {
      throw SolverLimit.exceeded(
          "a rich dependency stands for more than " + MAX_LITERALS + " literals");
    }
  }

  /** Adds the packages that a dependency could bring in, and that {@code seen} lacks. */
  public void reach(int dependency, BitSet seen, IntList to) {
    reach(dependency, seen, to, false);
  }

  private void reach(int dependency, BitSet seen, IntList to, boolean negative) {
    Dependencies all = pool.dependencies();
    if (all.isJoined(dependency)) {
      Operator operator = all.operator(dependency);
      int right = all.right(dependency);
      if (operator == Operator.AND || operator == Operator.OR) {
        reach(all.left(dependency), seen, to, negative);
        reach(right, seen, to, negative);
        return;
      }
      if (operator == Operator.IF || operator == Operator.UNLESS) {
        reach(all.left(dependency), seen, to, negative);
        if (all.isJoinedBy(right, Operator.ELSE)) {
          reach(all.right(right), seen, to, negative);
          right = all.left(right);
        }
        reach(right, seen, to, !negative);
        return;
      }
    }
    if (!negative) {
      int at = pool.providers().of(dependency);
      pool.work().add(pool.lists().length(at));
      for (int p; (p = pool.lists().get(at)) != 0; at++) {
        if (!seen.get(p)) {
          to.add(p);
        }
      }
    }
  }
}
