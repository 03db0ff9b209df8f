package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;

/** Orders candidates, the one to take first, and drops those that others beat. For one thread. */
public final class Preferences {
  /** How far to go. */
  public enum Mode {
    /** All the way. */
    CHOOSE,
    /** Drop, but leave the others in the order of their names. */
    DROP_ONLY,
    /** Only what is a matter of quality: repository, architecture, version. */
    BEST_ONLY
  }

  private final BestPackages best;
  private final Reordering reordering;
  private final WeakCandidates wanted;
  private final Fulfilment fulfilment;
  private final PackagePool pool;

  /**
   * Judges by these decisions.
   *
   * @param locales whether languages and kernels count
   */
  public Preferences(
      PackagePool pool,
      Decisions decisions,
      WeakCandidates wanted,
      Fulfilment fulfilment,
      boolean locales) {
    this.pool = pool;
    this.best = new BestPackages(pool);
    this.wanted = wanted;
    this.fulfilment = fulfilment;
    this.reordering =
        new Reordering(pool, wanted, fulfilment, locales ? new LocaleScore(pool, decisions) : null);
  }

  /** Orders and drops. */
  public void filter(IntList candidates, Mode mode) {
    if (candidates.size() > 1) {
      best.byPriority(candidates);
    }
    if (candidates.size() > 1) {
      best.byArch(candidates);
    }
    if (candidates.size() > 1) {
      best.byVersion(candidates);
    }
    if (candidates.size() > 1 && mode != Mode.BEST_ONLY) {
      keepRecommended(candidates);
      if (candidates.size() > 1 && mode == Mode.CHOOSE) {
        reordering.reorder(candidates);
      }
    }
  }

  /** Orders without dropping any. */
  public void order(IntList candidates) {
    reordering.reorder(candidates);
  }

  /** Keeps of each name the newest. */
  public void newestOfEachName(IntList candidates) {
    if (candidates.size() > 1) {
      best.byVersion(candidates);
    }
  }

  /** Whether a package is recommended, or supplements what is to be installed. */
  public boolean isRecommended(int p) {
    return wanted.isRecommended(p) || fulfilment.isSupplementing(p);
  }

  /** Keeps what is recommended, if anything is; what is installed stays. */
  private void keepRecommended(IntList candidates) {
    int others = 0;
    for (int i = 0; i < candidates.size(); i++) {
      others += pool.isInstalled(candidates.get(i)) ? 0 : 1;
    }
    if (others < 2) {
      return;
    }
    wanted.update();
    IntList kept = new IntList();
    boolean any = false;
    for (int i = 0; i < candidates.size(); i++) {
      int p = candidates.get(i);
      boolean recommended = !pool.isInstalled(p) && isRecommended(p);
      any |= recommended;
      if (recommended || pool.isInstalled(p)) {
        kept.add(p);
      }
    }
    if (any) {
      candidates.clear();
      for (int i = 0; i < kept.size(); i++) {
        candidates.add(kept.get(i));
      }
    }
  }
}
