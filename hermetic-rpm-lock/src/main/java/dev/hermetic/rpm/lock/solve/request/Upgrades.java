package dev.hermetic.rpm.lock.solve.request;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes jobs of what is to be upgraded. */
final class Upgrades {
  private final PackagePool pool;
  private final Specs specs;
  private final Obsoleters obsoleters;

  Upgrades(PackagePool pool, Specs specs, Obsoleters obsoleters) {
    this.pool = pool;
    this.specs = specs;
    this.obsoleters = obsoleters;
  }

  /** Adds a job; returns whether the specification means something that can be upgraded. */
  boolean ask(String spec, boolean best, List<Job> jobs) {
    Specs.Meaning meaning = specs.find(spec);
    if (meaning.packages().isEmpty()) {
      return false;
    }
    BitSet meant = new BitSet();
    for (int p : meaning.packages().toArray()) {
      meant.set(p);
    }
    if (!Glob.isGlob(spec) && meaning.name() && !isAboutInstalled(meant)) {
      return false;
    }
    BitSet packages = (BitSet) meant.clone();
    if (meaning.justName()) {
      BitSet obsoleting = obsoleters.of(upgradeable(meant));
      obsoleting.clear(0, pool.installedEnd());
      packages.or(obsoleting);
    }
    packages.or(latestInstalled(packages));
    Set<Modifier> modifiers = EnumSet.of(Modifier.SET_ARCH, Modifier.SET_EVR, Modifier.TARGETED);
    if (best) {
      modifiers.add(Modifier.BEST);
    }
    IntList sorted = new IntList();
    for (int p = packages.nextSetBit(0); p >= 0; p = packages.nextSetBit(p + 1)) {
      sorted.add(p);
    }
    jobs.add(new Job(Job.Kind.UPDATE, sorted.toArray(), modifiers, spec));
    return true;
  }

  /** Whether some of the names are installed, or obsolete what is. */
  private boolean isAboutInstalled(BitSet meant) {
    BitSet names = new BitSet();
    BitSet installed = new BitSet();
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      names.set(pool.name(p));
      installed.set(p);
    }
    BitSet obsoleting = obsoleters.of(installed);
    obsoleting.and(meant);
    for (int p = meant.nextSetBit(0); p >= 0; p = meant.nextSetBit(p + 1)) {
      if (names.get(pool.name(p))) {
        return true;
      }
    }
    return !obsoleting.isEmpty();
  }

  /** Of what is meant the installed packages, and those newer than an installed one. */
  private BitSet upgradeable(BitSet meant) {
    BitSet found = new BitSet();
    for (int p = meant.nextSetBit(0); p >= 0; p = meant.nextSetBit(p + 1)) {
      if (pool.isInstalled(p) || isUpgrade(p)) {
        found.set(p);
      }
    }
    return found;
  }

  private boolean isUpgrade(int p) {
    boolean newer = false;
    for (int i = PackagePool.FIRST; i < pool.installedEnd(); i++) {
      if (pool.name(i) == pool.name(p)
          && (pool.arch(i) == pool.arch(p) || pool.archScore(i) == 1 || pool.archScore(p) == 1)) {
        if (pool.compareVersions(i, p) >= 0) {
          return false;
        }
        newer = true;
      }
    }
    return newer;
  }

  /** The newest installed versions of the names of some packages. */
  private BitSet latestInstalled(BitSet packages) {
    BitSet names = new BitSet();
    for (int p = packages.nextSetBit(0); p >= 0; p = packages.nextSetBit(p + 1)) {
      names.set(pool.name(p));
    }
    BitSet latest = new BitSet();
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      if (names.get(pool.name(p)) && !hasNewerInstalled(p)) {
        latest.set(p);
      }
    }
    return latest;
  }

  private boolean hasNewerInstalled(int p) {
    for (int i = PackagePool.FIRST; i < pool.installedEnd(); i++) {
      if (pool.name(i) == pool.name(p)
          && pool.arch(i) == pool.arch(p)
          && pool.compareVersions(i, p) > 0) {
        return true;
      }
    }
    return false;
  }
}
