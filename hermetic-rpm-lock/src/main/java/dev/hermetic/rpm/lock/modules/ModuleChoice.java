package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.lock.solve.Solution;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.Exclusion;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PoolBuilder;
import dev.hermetic.rpm.lock.solve.pool.Repository;
import dev.hermetic.rpm.lock.solve.problems.Explanation;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import dev.hermetic.rpm.lock.solve.rules.RuleKind;
import dev.hermetic.rpm.lock.solve.rules.RuleReason;
import dev.hermetic.rpm.lock.solve.rules.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses which builds are active: one of each stream that is enabled or a default, and what those
 * require. What cannot be had is left away step by step: first defaults may be missing, then older
 * builds will do, then conflicting builds are banned and everything may be missing.
 */
final class ModuleChoice {
  private final List<Build> builds;
  private final PackagePool pool;
  private final ModuleWords words;
  private final List<Job> required = new ArrayList<>();
  private final Set<Integer> optional = new HashSet<>();

  /**
   * Nothing is asked for yet.
   *
   * @param platform {@code platform:el9}; empty for none
   */
  ModuleChoice(List<Build> builds, ArchPolicy arch, String platform) {
    this.builds = builds;
    this.pool = pool(builds, arch, platform);
    this.words = new ModuleWords(pool, builds);
  }

  private static PackagePool pool(List<Build> builds, ArchPolicy arch, String platform) {
    PoolBuilder made = new PoolBuilder(arch).withoutOwnNames();
    int colon = platform.indexOf(':');
    if (colon > 0) {
      String name = platform.substring(0, colon);
      String stream = platform.substring(colon + 1);
      made.add(Repository.installed(), new SyntheticRepository().platform(name, stream).table());
    }
    SyntheticRepository available = new SyntheticRepository();
    builds.forEach(available::add);
    made.add(Repository.configured("available", 99, 1000), available.table());
    try {
      return made.build();
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  /** The builds of a disabled module may not be chosen. */
  void ban(int build) {
    pool.exclude(pool.installedEnd() + build);
  }

  /**
   * Asks for the stream of a build.
   *
   * @param isDefault whether it may be missing rather than an enabled one
   */
  void want(int build, boolean isDefault) {
    Build wanted = builds.get(build);
    String text = SyntheticRepository.module(wanted.name(), wanted.stream());
    int dependency = pool.dependencies().name(pool.texts().intern(text));
    IntList found = new IntList();
    pool.lists().copy(pool.providers().of(dependency), found);
    if (isDefault) {
      optional.add(required.size());
    }
    required.add(new Job(Job.Kind.INSTALL, found.toArray(), Set.of(), text));
  }

  /** Chooses. */
  Activation choose() {
    if (required.isEmpty()) {
      return Activation.none();
    }
    Solution all = solve(Set.of(), true);
    if (all.isSolved()) {
      return new Activation(chosen(all), Activation.Trouble.NONE, List.of());
    }
    List<List<String>> problems = words.problems(all.search(), required);
    Solution noDefaults = solve(optional, true);
    if (noDefaults.isSolved()) {
      return new Activation(chosen(noDefaults), Activation.Trouble.DEFAULTS, problems);
    }
    Solution older = solve(optional, false);
    if (older.isSolved()) {
      return new Activation(chosen(older), Activation.Trouble.LATEST, problems);
    }
    banConflicting(older);
    Set<Integer> every = new HashSet<>();
    for (int i = 0; i < required.size(); i++) {
      every.add(i);
    }
    Solution rest = solve(every, false);
    return rest.isSolved()
        ? new Activation(chosen(rest), Activation.Trouble.ENABLED, problems)
        : new Activation(new BitSet(), Activation.Trouble.ALL, problems);
  }

  private Solution solve(Set<Integer> weak, boolean best) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < required.size(); i++) {
      Job job = required.get(i);
      Set<Modifier> modifiers = EnumSet.of(Modifier.NEEDED);
      if (weak.contains(i)) {
        modifiers.add(Modifier.WEAK);
      }
      if (best) {
        modifiers.add(Modifier.BEST);
      }
      jobs.add(new Job(job.kind(), job.packages(), modifiers, job.text()));
    }
    return Solution.of(pool, jobs, Settings.dnf(true, true));
  }

  private void banConflicting(Solution failed) {
    for (List<RuleReason> problem : Explanation.reasons(failed.search())) {
      for (RuleReason reason : problem) {
        if (reason.kind() == RuleKind.CONFLICTS || reason.kind() == RuleKind.SAME_NAME) {
          ban(reason.package_() - pool.installedEnd(), reason.other() - pool.installedEnd());
        }
      }
    }
  }

  private void ban(int... some) {
    for (int build : some) {
      if (build >= 0) {
        pool.exclude(pool.installedEnd() + build, Exclusion.EXCLUDED);
      }
    }
  }

  /** With a build all others that require the same are active, older ones too. */
  private BitSet chosen(Solution solution) {
    Set<String> names = new HashSet<>();
    for (int p : solution.installs()) {
      names.add(builds.get(p - pool.installedEnd()).packageName());
    }
    BitSet active = new BitSet();
    for (int i = 0; i < builds.size(); i++) {
      active.set(i, names.contains(builds.get(i).packageName()));
    }
    return active;
  }
}
