package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;

/** The packages that those to be installed recommend or suggest. For one thread. */
public final class WeakCandidates {
  private final PackagePool pool;
  private final Decisions decisions;
  private final NormalForm forms;
  private final OneKind recommended = new OneKind(DependencyKind.RECOMMENDS);
  private final OneKind suggested = new OneKind(DependencyKind.SUGGESTS);
  private int seen;

  /** Follows these decisions. */
  public WeakCandidates(PackagePool pool, Decisions decisions) {
    this.pool = pool;
    this.decisions = decisions;
    this.forms = new NormalForm(pool);
  }

  /** Must be told when decisions were taken back. */
  public void reverted() {
    if (seen > decisions.size()) {
      forget();
    }
  }

  /** Begins anew with the next {@link #update}. */
  public void forget() {
    seen = -1;
  }

  /** Catches up with the decisions. */
  public void update() {
    if (seen < 0) {
      recommended.clear();
      suggested.clear();
      seen = 0;
    }
    for (; seen < decisions.size(); seen++) {
      int p = decisions.get(seen);
      if (p > 0) {
        recommended.again(p);
        suggested.again(p);
        consider(p);
      }
    }
  }

  /** Counts what a package wants, whether it is to be installed or not. */
  public void consider(int p) {
    recommended.consider(p);
    suggested.consider(p);
  }

  /** Whether a package is recommended. */
  public boolean isRecommended(int p) {
    return recommended.packages.get(p);
  }

  /** Whether a package is suggested. */
  public boolean isSuggested(int p) {
    return suggested.packages.get(p);
  }

  /** Either kind. */
  private final class OneKind {
    private final DependencyKind kind;
    private final BitSet packages = new BitSet();
    private final BitSet waitsFor = new BitSet();
    private final IntList waiting = new IntList();

    OneKind(DependencyKind kind) {
      this.kind = kind;
    }

    void clear() {
      packages.clear();
      waitsFor.clear();
      waiting.clear();
    }

    void consider(int p) {
      int at = pool.dependencies(p, kind);
      for (int dependency; (dependency = pool.entries().get(at)) != 0; at++) {
        if (pool.dependencies().isComplex(dependency)) {
          complex(dependency);
        } else {
          mark(pool.providers().of(dependency));
        }
      }
    }

    private void mark(int list) {
      for (int at = list; pool.lists().get(at) != 0; at++) {
        packages.set(pool.lists().get(at));
      }
    }

    /** A block counts once all packages are there that it is conditional on. */
    private void complex(int dependency) {
      IntList blocks = new IntList();
      if (forms.allOf(dependency, blocks) != NormalForm.Outcome.BLOCKS) {
        return;
      }
      int at = 0;
      while (at < blocks.size()) {
        IntList open = new IntList();
        boolean holds = false;
        for (; blocks.get(at) < 0; at++) {
          int p = -blocks.get(at);
          holds |= decisions.isRejected(p);
          if (decisions.isOpen(p)) {
            open.add(p);
          }
        }
        for (; blocks.get(at) != 0; at++) {
          if (!holds && open.isEmpty()) {
            packages.set(blocks.get(at));
          }
        }
        if (!holds && blocks.get(at - 1) > 0) {
          postpone(open, dependency);
        }
        at++;
      }
    }

    private void postpone(IntList open, int dependency) {
      for (int i = 0; i < open.size(); i++) {
        int p = open.get(i);
        if (!isWaiting(p, dependency)) {
          waiting.add(p, dependency);
          waitsFor.set(p);
        }
      }
    }

    private boolean isWaiting(int p, int dependency) {
      if (waitsFor.get(p)) {
        for (int i = 0; i < waiting.size(); i += 2) {
          if (waiting.get(i) == p && waiting.get(i + 1) == dependency) {
            return true;
          }
        }
      }
      return false;
    }

    /** A package was decided on which blocks were conditional. */
    void again(int p) {
      if (!waitsFor.get(p)) {
        return;
      }
      waitsFor.clear(p);
      IntList ready = new IntList();
      for (int i = 0; i < waiting.size(); i += 2) {
        if (waiting.get(i) == p) {
          ready.add(waiting.get(i + 1));
          waiting.removeRange(i, i + 2);
          i -= 2;
        }
      }
      for (int i = 0; i < ready.size(); i++) {
        complex(ready.get(i));
      }
    }
  }
}
