package dev.hermetic.rpm.lock.solve.rules;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import java.util.BitSet;
import java.util.List;

/**
 * What is to be solved: packages, jobs and settings, with what the jobs mean for single packages.
 */
public final class Task {
  private final PackagePool pool;
  private final List<Job> jobs;
  private final Settings settings;
  private final BitSet multiversion = new BitSet();
  private final BitSet update = new BitSet();
  private final BitSet bestUpdate = new BitSet();
  private final BitSet allowUninstall = new BitSet();
  private final BitSet excludedFromWeak = new BitSet();
  private final BitSet locked = new BitSet();
  private final UpgradeTargets targets;
  private boolean updateAll;

  /** Works out what the jobs mean. */
  public Task(PackagePool pool, List<Job> jobs, Settings settings) {
    this.pool = pool;
    this.jobs = List.copyOf(jobs);
    this.settings = settings;
    this.targets = new UpgradeTargets(pool);
    for (Job job : this.jobs) {
      switch (job.kind()) {
        case MULTIVERSION -> mark(job, multiversion);
        case ALLOW_UNINSTALL -> mark(job, allowUninstall);
        case EXCLUDE_FROM_WEAK -> mark(job, excludedFromWeak);
        case LOCK -> mark(job, locked);
        case UPDATE -> update(job);
        default -> {
          // has rules of its own
        }
      }
    }
    targets.mark(update);
  }

  private static void mark(Job job, BitSet packages) {
    for (int i = 0; i < job.count(); i++) {
      packages.set(job.at(i));
    }
  }

  private void update(Job job) {
    if (job.has(Modifier.ALL)) {
      updateAll = true;
      update.set(PackagePool.FIRST, pool.installedEnd());
      if (job.has(Modifier.BEST)) {
        bestUpdate.set(PackagePool.FIRST, pool.installedEnd());
      }
      return;
    }
    boolean targeted = true;
    for (int i = 0; i < job.count() && !job.has(Modifier.TARGETED); i++) {
      int p = job.at(i);
      if (pool.isInstalled(p)) {
        update.set(p);
        best(job, p);
        targeted = false;
      }
    }
    for (int i = 0; i < job.count() && targeted; i++) {
      targets.add(job.at(i), installed -> best(job, installed));
    }
  }

  private void best(Job job, int installed) {
    if (job.has(Modifier.BEST)) {
      bestUpdate.set(installed);
    }
  }

  /** The packages. */
  public PackagePool pool() {
    return pool;
  }

  /** What is asked for. */
  public List<Job> jobs() {
    return jobs;
  }

  /** How to solve. */
  public Settings settings() {
    return settings;
  }

  /** Whether a package may stand beside others of its name. */
  public boolean isMultiversion(int p) {
    return multiversion.get(p);
  }

  /** Whether an installed package is to be upgraded. */
  public boolean isUpdate(int installed) {
    return update.get(installed);
  }

  /** Whether all installed packages are to be upgraded. */
  public boolean updatesAll() {
    return updateAll;
  }

  /** Whether some installed packages are to be upgraded. */
  public boolean updatesSome() {
    return !updateAll && !update.isEmpty();
  }

  /** Whether an installed package is to be upgraded to the best version or not at all. */
  public boolean isBestUpdate(int installed) {
    return bestUpdate.get(installed);
  }

  /** Whether an installed package may go. */
  public boolean mayUninstall(int installed) {
    return allowUninstall.get(installed);
  }

  /** Whether some packages stay as they are. */
  public boolean hasLocks() {
    return !locked.isEmpty();
  }

  /** Whether a package stays as it is. */
  public boolean isLocked(int p) {
    return locked.get(p);
  }

  /** Whether some installed packages may go. */
  public boolean mayUninstallSome() {
    return !allowUninstall.isEmpty();
  }

  /** Whether a package is never taken for a weak dependency. */
  public boolean isExcludedFromWeak(int p) {
    return excludedFromWeak.get(p);
  }

  /** Keeps of candidates only what an installed package is to be upgraded to. */
  public void keepTargets(int installed, IntList candidates) {
    targets.keep(installed, candidates);
  }
}
