package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PackedLists;

/**
 * Of each name the packages of a lower class of architecture than the best, which may only come
 * together with the same version of the best class.
 */
final class InferiorArchRules {
  private final RuleBook book;
  private final PackagePool pool;

  InferiorArchRules(RuleBook book) {
    this.book = book;
    this.pool = book.task.pool();
  }

  void make() {
    book.begin(RuleKind.INFERIOR_ARCH);
    for (int p = book.packages.nextSetBit(PackagePool.FIRST);
        p >= 0;
        p = book.packages.nextSetBit(p + 1)) {
      IntList namesakes = namesakes(p);
      if (!namesakes.isEmpty() && namesakes.get(0) == p) {
        rules(namesakes);
      }
    }
    book.end(RuleKind.INFERIOR_ARCH);
  }

  private IntList namesakes(int p) {
    IntList found = new IntList();
    int at = pool.providers().ofName(pool.name(p));
    for (int other; (other = pool.lists().get(at)) != 0; at++) {
      if (pool.name(other) == pool.name(p) && book.packages.get(other)) {
        found.add(other);
      }
    }
    return found;
  }

  private void rules(IntList namesakes) {
    int best = 0;
    for (int i = 0; i < namesakes.size(); i++) {
      int score = pool.archScore(namesakes.get(i));
      if (!pool.isInstalled(namesakes.get(i))
          && score > ArchPolicy.NOARCH
          && (best == 0 || score < best)) {
        best = score;
      }
    }
    if (best == 0) {
      return;
    }
    IntList allowed = allowed(namesakes, best);
    for (int i = 0; i < namesakes.size(); i++) {
      int p = namesakes.get(i);
      if (isInferior(p, best) && isForbidden(p, allowed)) {
        rule(p, best);
      }
    }
  }

  private boolean isForbidden(int p, IntList allowed) {
    return pool.isInstalled(p) ? pool.hasWordSizes() : !isAllowed(p, allowed);
  }

  private boolean isInferior(int p, int best) {
    int score = pool.archScore(p);
    return score != ArchPolicy.NOARCH && !ArchPolicy.sameClass(score, best);
  }

  /** Installed packages of lower classes that do not go together with one of the best. */
  private IntList allowed(IntList namesakes, int best) {
    IntList allowed = new IntList();
    for (int i = 0; i < namesakes.size(); i++) {
      int p = namesakes.get(i);
      if (pool.isInstalled(p)
          && (pool.archScore(p) == 0 || (isInferior(p, best) && partners(p, best).isEmpty()))) {
        allowed.add(p);
      }
    }
    return allowed;
  }

  private boolean isAllowed(int p, IntList allowed) {
    for (int i = 0; i < allowed.size(); i++) {
      int other = allowed.get(i);
      int score = pool.archScore(other);
      if (pool.arch(other) == pool.arch(p)
          || (score != 0 && ArchPolicy.sameClass(score, pool.archScore(p)))) {
        return true;
      }
    }
    return false;
  }

  /** The same version of the best class. */
  private IntList partners(int p, int best) {
    IntList found = new IntList();
    int at = pool.hasWordSizes() ? pool.providers().ofName(pool.name(p)) : PackedLists.EMPTY;
    for (int other; (other = pool.lists().get(at)) != 0; at++) {
      if (other != p
          && pool.name(other) == pool.name(p)
          && pool.evr(other) == pool.evr(p)
          && pool.arch(other) != pool.arch(p)
          && pool.archScore(other) != 0
          && !isInferior(other, best)) {
        found.add(other);
      }
    }
    return found;
  }

  private void rule(int p, int best) {
    IntList partners = partners(p, best);
    if (pool.isInstalled(p)) {
      boolean any = false;
      for (int i = 0; i < partners.size(); i++) {
        any |= pool.isInstalled(partners.get(i));
      }
      if (!any) {
        return;
      }
    }
    book.clauses.addAll(-p, partners);
  }
}
