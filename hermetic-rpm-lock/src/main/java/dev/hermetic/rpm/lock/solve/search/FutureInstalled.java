package dev.hermetic.rpm.lock.solve.search;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;

/**
 * Orders candidates by what installed packages recommend and suggest, although it is not yet
 * decided that these stay. For one thread.
 */
final class FutureInstalled {
  private final Search search;

  FutureInstalled(Search search) {
    this.search = search;
  }

  void order(int level, IntList candidates) {
    PackagePool pool = search.pool;
    IntList supposed = new IntList();
    boolean wants = false;
    search.wanted.update();
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      if (!search.book.isKeptBack(p) && search.decisions.isOpen(p)) {
        search.decisions.suppose(p, level + 1);
        supposed.add(p);
        wants |= pool.has(p, DependencyKind.RECOMMENDS) || pool.has(p, DependencyKind.SUGGESTS);
      }
    }
    if (supposed.isEmpty()) {
      return;
    }
    for (int i = 0; i < supposed.size(); i++) {
      search.wanted.consider(supposed.get(i));
    }
    reorder(candidates);
    for (int i = 0; i < supposed.size(); i++) {
      search.decisions.forget(supposed.get(i));
    }
    if (wants) {
      search.wanted.forget();
    }
  }

  private void reorder(IntList candidates) {
    int end = candidates.size();
    for (int i = 0; i < end; i++) {
      int p = candidates.get(i);
      if (!search.pool.isInstalled(p)
          && !search.wanted.isSuggested(p)
          && !search.fulfilment.isEnhancing(p)) {
        candidates.moveToEnd(i--);
        end--;
      }
    }
    end = candidates.size();
    for (int i = 0; i < end; i++) {
      int p = candidates.get(i);
      if (!search.pool.isInstalled(p) && !search.preferences.isRecommended(p)) {
        candidates.moveToEnd(i--);
        end--;
      }
    }
  }
}
