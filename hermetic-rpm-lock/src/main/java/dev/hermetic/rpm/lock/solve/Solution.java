package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.lock.solve.decision.Decisions;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.problems.ProtectedPackages;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lock.solve.rules.Settings;
import dev.hermetic.rpm.lock.solve.rules.Task;
import dev.hermetic.rpm.lock.solve.search.Search;
import java.util.ArrayList;
import java.util.List;

/** What came out of solving. */
public final class Solution {
  private final Search search;
  private final int[] installs;
  private final int[] removals;

  private Solution(Search search, PackagePool pool) {
    this.search = search;
    Decisions decisions = search.decisions();
    IntList in = new IntList();
    IntList out = new IntList();
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (pool.isInstalled(p) && !decisions.isInstalled(p)) {
        out.add(p);
      } else if (!pool.isInstalled(p) && decisions.isInstalled(p)) {
        in.add(p);
      }
    }
    installs = in.toArray();
    removals = out.toArray();
  }

  /**
   * Solves.
   *
   * @throws dev.hermetic.core.InputException with code {@code rpm.solve.limit} when metadata asks
   *     for more work than is honest
   */
  public static Solution of(PackagePool pool, List<Job> jobs, Settings settings) {
    Task task = new Task(pool, jobs, settings);
    Search search = Search.run(task);
    if (settings.installOnlyLimit() > 0 && search.problems().isEmpty()) {
      List<Job> limits =
          new InstallOnlyLimit(task, search.decisions()).jobs(settings.installOnlyLimit());
      if (!limits.isEmpty()) {
        List<Job> all = new ArrayList<>(jobs);
        all.addAll(limits);
        search = Search.run(new Task(pool, all, settings));
      }
    }
    return new Solution(search, pool);
  }

  /** Whether all that was asked for can be had. */
  public boolean isSolved() {
    return search.problems().isEmpty() && ProtectedPackages.removed(search).isEmpty();
  }

  /** The packages to be installed, ascending. */
  public int[] installs() {
    return installs.clone();
  }

  /** The installed packages that go, replaced or not, ascending. */
  public int[] removals() {
    return removals.clone();
  }

  /** How it was found. */
  public Search search() {
    return search;
  }
}
