package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.closure.Condition.Operator;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;

/** Judges dependencies by what was decided so far. For one thread. */
public final class Fulfilment {
  private static final int NO = 0;
  private static final int YES = 1;
  private static final int BY_NEW = 2;

  private final PackagePool pool;
  private final Decisions decisions;

  /** Judges by these decisions. */
  public Fulfilment(PackagePool pool, Decisions decisions) {
    this.pool = pool;
    this.decisions = decisions;
  }

  /** Whether what is to be installed makes one of the package's supplements come true. */
  public boolean isSupplementing(int p) {
    return pool.has(p, DependencyKind.SUPPLEMENTS) && any(p, DependencyKind.SUPPLEMENTS, YES);
  }

  /** Whether what is to be installed makes one of the package's enhances come true. */
  public boolean isEnhancing(int p) {
    return pool.has(p, DependencyKind.ENHANCES) && any(p, DependencyKind.ENHANCES, YES);
  }

  /** Whether it takes a new package to make one of the package's supplements come true. */
  public boolean isNewlySupplementing(int p) {
    return any(p, DependencyKind.SUPPLEMENTS, BY_NEW);
  }

  private boolean any(int p, DependencyKind kind, int atLeast) {
    int at = pool.dependencies(p, kind);
    for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
      int how = atLeast == BY_NEW ? judgeNew(dependency) : holds(dependency) ? YES : NO;
      if (how >= atLeast) {
        return true;
      }
    }
    return false;
  }

  /** Whether a dependency holds among what is to be installed. */
  public boolean holds(int dependency) {
    Dependencies all = pool.dependencies();
    if (all.isJoined(dependency)) {
      int left = all.left(dependency);
      int right = all.right(dependency);
      switch (all.operator(dependency)) {
        case AND:
          return holds(left) && holds(right);
        case OR:
          return holds(left) || holds(right);
        case IF:
          return hasElse(right)
              ? holds(holds(all.left(right)) ? left : all.right(right))
              : holds(left) || !holds(right);
        case UNLESS:
          return hasElse(right)
              ? holds(holds(all.left(right)) ? all.right(right) : left)
              : holds(left) && !holds(right);
        default:
          break;
      }
    }
    int start = pool.providers().of(dependency);
    int at = start;
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (decisions.isInstalled(p)) {
        break;
      }
    }
    pool.work().add(1 + at - start);
    return pool.lists().get(at) != 0;
  }

  private boolean hasElse(int dependency) {
    return pool.dependencies().isJoinedBy(dependency, Operator.ELSE);
  }

  /** 0 when it does not hold, 2 when it takes a new package, 1 otherwise. */
  private int judgeNew(int dependency) {
    Dependencies all = pool.dependencies();
    if (all.isJoined(dependency)) {
      switch (all.operator(dependency)) {
        case AND, OR, IF, UNLESS:
          return judgeJoined(dependency);
        default:
          break;
      }
    }
    int how = NO;
    int at = pool.providers().of(dependency);
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (decisions.isInstalled(p)) {
        if (p != PackagePool.SYSTEM && !pool.isInstalled(p)) {
          return BY_NEW;
        }
        how = YES;
      }
    }
    return how;
  }

  private int judgeJoined(int dependency) {
    Dependencies all = pool.dependencies();
    int left = all.left(dependency);
    int right = all.right(dependency);
    Operator operator = all.operator(dependency);
    if (hasElse(right)) {
      int when = judgeNew(all.left(right));
      int whenTrue = operator == Operator.IF ? left : all.right(right);
      int whenFalse = operator == Operator.IF ? all.right(right) : left;
      if (when == NO) {
        return judgeNew(whenFalse);
      }
      int then = judgeNew(whenTrue);
      return then != NO && when == BY_NEW ? BY_NEW : then;
    }
    int l = judgeNew(left);
    int r = judgeNew(right);
    if (operator == Operator.IF || operator == Operator.UNLESS) {
      r = r == NO ? YES : NO;
    }
    boolean either = operator == Operator.OR || operator == Operator.IF;
    if (either ? l == NO && r == NO : l == NO || r == NO) {
      return NO;
    }
    return Math.max(Math.max(l, r), YES);
  }

  /** Whether a dependency can come true among some packages, whatever is decided. */
  public boolean isPossible(int dependency, BitSet among) {
    Dependencies all = pool.dependencies();
    if (all.isJoined(dependency)) {
      switch (all.operator(dependency)) {
        case IF, UNLESS:
          return true;
        case AND:
          return isPossible(all.left(dependency), among)
              && isPossible(all.right(dependency), among);
        case OR:
          return isPossible(all.left(dependency), among)
              || isPossible(all.right(dependency), among);
        default:
          break;
      }
    }
    int start = pool.providers().of(dependency);
    int at = start;
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (among.get(p)) {
        break;
      }
    }
    pool.work().add(1 + at - start);
    return pool.lists().get(at) != 0;
  }
}
