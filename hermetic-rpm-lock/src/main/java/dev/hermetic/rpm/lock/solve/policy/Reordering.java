package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import org.jspecify.annotations.Nullable;

/** Orders candidates between which quality does not decide. For one thread. */
final class Reordering {
  private final PackagePool pool;
  private final WeakCandidates wanted;
  private final Fulfilment fulfilment;
  private final SharedProvides shared;
  private final @Nullable LocaleScore locale;

  Reordering(
      PackagePool pool,
      WeakCandidates wanted,
      Fulfilment fulfilment,
      @Nullable LocaleScore locale) {
    this.pool = pool;
    this.wanted = wanted;
    this.fulfilment = fulfilment;
    this.shared = new SharedProvides(pool);
    this.locale = locale;
  }

  void reorder(IntList candidates) {
    oldLast(candidates);
    shared.order(candidates);
    if (pool.hasInstalled()) {
      installedFirst(candidates);
    }
    if (locale != null) {
      locale.order(candidates);
    }
    suggestedFirst(candidates);
  }

  /** Moves those to the end of which the pool has a better version. */
  private void oldLast(IntList candidates) {
    int end = candidates.size();
    for (int i = 0; i < end; i++) {
      int p = candidates.get(i);
      if (!pool.isInstalled(p) && hasBetter(p)) {
        candidates.moveToEnd(i--);
        end--;
      }
    }
  }

  private boolean hasBetter(int p) {
    int priority = pool.repository(p).priority();
    int at = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(at)) != 0; at++) {
      if (other == p || pool.name(other) != pool.name(p) || pool.arch(other) != pool.arch(p)) {
        continue;
      }
      int otherPriority = pool.repository(other).priority();
      if (otherPriority == priority
          ? pool.compareVersions(other, p) > 0
          : otherPriority > priority) {
        return true;
      }
    }
    return false;
  }

  private void installedFirst(IntList candidates) {
    int front = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (hasInstalledName(candidates.get(i))) {
        candidates.moveForward(i, front++);
      }
    }
  }

  private boolean hasInstalledName(int p) {
    if (pool.isInstalled(p)) {
      return true;
    }
    int at = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(at)) != 0; at++) {
      if (pool.isInstalled(other) && pool.name(other) == pool.name(p)) {
        return true;
      }
    }
    return false;
  }

  private void suggestedFirst(IntList candidates) {
    wanted.update();
    int end = candidates.size();
    for (int i = 0; i < end; i++) {
      int p = candidates.get(i);
      if (!pool.isInstalled(p) && !wanted.isSuggested(p) && !fulfilment.isEnhancing(p)) {
        candidates.moveToEnd(i--);
        end--;
      }
    }
  }
}
