package dev.hermetic.rpm.lock.solve.request;

import dev.hermetic.rpm.lock.solve.pool.Exclusion;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.BitSet;
import java.util.List;

/**
 * Leaves out what the settings {@code excludepkgs} and {@code includepkgs} of repositories say.
 * What is installed is never left out. All lists must be told before {@link #apply()}, since each
 * is looked up among all packages.
 */
public final class Excludes {
  private final PackagePool pool;
  private final Specs specs;
  private final BitSet left = new BitSet();

  /** Nothing is left out yet. */
  public Excludes(PackagePool pool) {
    this.pool = pool;
    this.specs = new Specs(pool);
  }

  /**
   * Adds the settings of a repository.
   *
   * @param repository its id
   * @param exclude the packages that are left out: names and longer forms, patterns too; no
   *     provides and no paths
   * @param include the only packages that are not left out, empty for all
   */
  public Excludes add(String repository, List<String> exclude, List<String> include) {
    for (String spec : exclude) {
      left.or(of(repository, spec));
    }
    if (!include.isEmpty()) {
      BitSet others = new BitSet();
      for (int p = pool.installedEnd(); p < pool.size(); p++) {
        others.set(p, pool.repository(p).id().equals(repository));
      }
      for (String spec : include) {
        others.andNot(of(repository, spec));
      }
      left.or(others);
    }
    return this;
  }

  private BitSet of(String repository, String spec) {
    BitSet found = new BitSet();
    IntList meant = specs.packagesOf(spec);
    for (int p : meant.toArray()) {
      if (!pool.isInstalled(p) && pool.repository(p).id().equals(repository)) {
        found.set(p);
      }
    }
    return found;
  }

  /** Leaves the packages out. */
  public void apply() {
    for (int p = left.nextSetBit(0); p >= 0; p = left.nextSetBit(p + 1)) {
      pool.exclude(p, Exclusion.EXCLUDED);
    }
  }
}
