package dev.hermetic.rpm.lock.solve.policy;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;

/** What may take the place of an installed package. For one thread. */
public final class Replacements {
  private final PackagePool pool;
  private final ObsoleteIndex obsoletes;
  private final boolean downgrades;

  /**
   * Candidates are of this pool.
   *
   * @param downgrades whether older versions will do
   */
  public Replacements(PackagePool pool, ObsoleteIndex obsoletes, boolean downgrades) {
    this.downgrades = downgrades;
    this.pool = pool;
    this.obsoletes = obsoletes;
  }

  /**
   * Packages of the same name, or that provide its name and obsolete it; only if there is none of
   * the latter, whatever obsoletes it. What was left out is none of them.
   *
   * @param any whether older versions and other classes of architecture will do
   * @param found to which they are appended
   */
  public void of(int installed, boolean any, IntList found) {
    boolean providing = false;
    int at = pool.providers().ofName(pool.name(installed));
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (p == installed || pool.isExcluded(p) || !pool.coloursMeet(installed, p)) {
        continue;
      }
      if (pool.name(p) != pool.name(installed)) {
        if (!pool.has(p, DependencyKind.OBSOLETES) || !BestPackages.obsoletes(pool, p, installed)) {
          continue;
        }
        providing = true;
      }
      if (any || mayReplace(installed, p)) {
        found.add(p);
      }
    }
    if (providing) {
      return;
    }
    IntList by = obsoletes.of(installed);
    for (int i = 0; i < by.size(); i++) {
      int p = by.get(i);
      if ((any || keepsArch(installed, p)) && pool.coloursMeet(installed, p)) {
        found.add(p);
      }
    }
  }

  /** Whether a package says that it obsoletes an installed one, of its own name or another. */
  public boolean isObsoletedBy(int installed, int p) {
    return BestPackages.obsoletesAny(pool, p, installed);
  }

  /** Whether policy lets a package replace an installed one. */
  public boolean mayReplace(int installed, int p) {
    boolean older = pool.name(p) == pool.name(installed) && pool.compareVersions(installed, p) > 0;
    return (downgrades || !older) && keepsArch(installed, p);
  }

  /** Whether an installed package and another are of one class of architectures. */
  public boolean keepsArch(int installed, int p) {
    int left = pool.archScore(installed);
    int right = pool.archScore(p);
    return pool.arch(installed) == pool.arch(p)
        || left == ArchPolicy.NOARCH
        || right == ArchPolicy.NOARCH
        || ArchPolicy.sameClass(left, right);
  }
}
