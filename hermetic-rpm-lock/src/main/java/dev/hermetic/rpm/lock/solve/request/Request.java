package dev.hermetic.rpm.lock.solve.request;

import dev.hermetic.rpm.closure.Condition.Operator;
import dev.hermetic.rpm.lock.solve.policy.NormalForm;
import dev.hermetic.rpm.lock.solve.pool.Dependencies;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lock.solve.rules.Job.Kind;
import dev.hermetic.rpm.lock.solve.rules.Job.Modifier;
import dev.hermetic.rpm.lock.solve.rules.Settings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects what is asked for and makes jobs of it, as DNF 4 does. Methods answer whether anything
 * was meant. For one thread.
 */
public final class Request {
  private static final List<String> INSTALL_ONLY =
      List.of(
          "kernel",
          "kernel-PAE",
          "installonlypkg(kernel)",
          "installonlypkg(kernel-module)",
          "installonlypkg(vm)",
          "multiversion(kernel)");

  private final PackagePool pool;
  private final Specs specs;
  private final List<Job> jobs = new ArrayList<>();
  private final boolean best;
  private final Set<String> asked = new HashSet<>();
  private boolean allArches;

  /**
   * Asks for nothing yet.
   *
   * @param best whether only the best versions will do
   */
  public Request(PackagePool pool, boolean best) {
    this.pool = pool;
    this.specs = new Specs(pool);
    this.best = best;
  }

  /** Installs packages of every architecture, {@code multilib_policy=all}. */
  public Request allArches() {
    allArches = true;
    return this;
  }

  /** Asks for a package, once; returns whether the specification means any. */
  public boolean install(String spec) {
    Specs.Meaning meaning = specs.find(spec);
    if (meaning.packages().isEmpty()) {
      return false;
    }
    if (!asked.add(spec)) {
      return true;
    }
    if (allArches || meaning.anyArch()) {
      multiarch(meaning, spec);
    } else if (!spec.startsWith("/") && !spec.startsWith("*/") && Glob.isGlob(spec)) {
      globbed(meaning, spec);
    } else {
      IntList packages = meaning.packages();
      if (meaning.justName()) {
        packages = withObsoleters(packages);
      }
      add(Kind.INSTALL, packages, spec);
    }
    return true;
  }

  /**
   * The packages of a name that may be considered, sources left out, ascending.
   *
   * @param arch the only architecture, empty for all
   */
  public IntList named(String name, String arch) {
    return specs.named(name, arch);
  }

  /** Asks for one of some packages. */
  public void installOneOf(IntList packages, String text) {
    add(Kind.INSTALL, packages, text);
  }

  /** Asks for one of some packages, or of what obsoletes them. */
  public void installOneOfOrSuccessor(IntList packages, String text) {
    add(Kind.INSTALL, withObsoleters(packages), text);
  }

  /** Asks for a package in case that another one is installed in the end. */
  public void installIf(String name, String other) {
    Dependencies all = pool.dependencies();
    int condition =
        all.joined(
            all.name(pool.texts().intern(name)), Operator.IF, all.name(pool.texts().intern(other)));
    IntList blocks = new IntList();
    if (new NormalForm(pool).allOf(condition, blocks) == NormalForm.Outcome.BLOCKS) {
      add(Kind.CONDITION, blocks, name);
    }
  }

  /** Asks for newer versions of what is installed; returns whether the specification means any. */
  public boolean upgrade(String spec) {
    return new Upgrades(pool, specs, obsoleters()).ask(spec, best, jobs);
  }

  /** Asks for the installed version anew; returns whether a repository has it. */
  public boolean reinstall(String spec) {
    boolean any = false;
    int[] meant = specs.find(spec).packages().toArray();
    for (int installed : meant) {
      int same = pool.isInstalled(installed) ? sameVersion(installed, meant) : 0;
      if (same != 0) {
        any = true;
        add(Kind.INSTALL, IntList.of(same), spec);
      }
    }
    return any;
  }

  private int sameVersion(int installed, int[] meant) {
    int found = 0;
    for (int p : meant) {
      if (!pool.isInstalled(p)
          && pool.name(p) == pool.name(installed)
          && pool.evr(p) == pool.evr(installed)
          && pool.arch(p) == pool.arch(installed)) {
        found = p;
      }
    }
    return found;
  }

  /** One job for each name of what is available, in the order in which names were first read. */
  private void globbed(Specs.Meaning meaning, String spec) {
    Map<Integer, IntList> names = new TreeMap<>();
    BitSet available = new BitSet();
    for (int p : meaning.packages().toArray()) {
      if (!pool.isInstalled(p)) {
        available.set(pool.name(p));
      }
    }
    for (int p : meaning.packages().toArray()) {
      if (available.get(pool.name(p))) {
        names.computeIfAbsent(pool.name(p), name -> new IntList()).add(p);
      }
    }
    names.forEach(
        (name, packages) ->
            add(Kind.INSTALL, meaning.justName() ? withObsoleters(packages) : packages, spec));
  }

  /** One job for each name and architecture that is not installed; the best first. */
  private void multiarch(Specs.Meaning meaning, String spec) {
    Map<Long, IntList> kinds = new TreeMap<>();
    Set<Long> installed = new HashSet<>();
    for (int p : meaning.packages().toArray()) {
      int score = pool.archScore(p);
      long arch = score != 0 ? score : 1L << 31 | pool.arch(p);
      long kind = (long) pool.name(p) << 32 | arch;
      if (pool.isInstalled(p)) {
        installed.add(kind);
      } else {
        kinds.computeIfAbsent(kind, k -> new IntList()).add(p);
      }
    }
    kinds.forEach(
        (kind, packages) -> {
          if (!installed.contains(kind)) {
            add(Kind.INSTALL, withObsoleters(packages), spec);
          }
        });
  }

  /** Adds what obsoletes any of some packages. */
  private IntList withObsoleters(IntList packages) {
    BitSet all = new BitSet();
    for (int i = 0; i < packages.size(); i++) {
      all.set(packages.get(i));
    }
    all.or(obsoleters().of(all));
    IntList sorted = new IntList();
    for (int p = all.nextSetBit(0); p >= 0; p = all.nextSetBit(p + 1)) {
      sorted.add(p);
    }
    return sorted;
  }

  private Obsoleters obsoleters() {
    return new Obsoleters(pool);
  }

  private void add(Kind kind, IntList packages, String text) {
    Set<Modifier> modifiers = EnumSet.of(Modifier.SET_ARCH, Modifier.SET_EVR);
    if (best) {
      modifiers.add(Modifier.BEST);
    }
    jobs.add(new Job(kind, packages.toArray(), modifiers, text));
  }

  /** How to solve: without a wish to install anything, nothing is replaced by an older version. */
  public Settings settings(boolean weakDependencies) {
    boolean installs =
        jobs.stream().anyMatch(job -> job.kind() == Kind.INSTALL || job.kind() == Kind.CONDITION);
    return Settings.dnf(weakDependencies, installs);
  }

  /**
   * The jobs, with those that DNF always adds.
   *
   * @param erasing whether installed packages may go
   */
  public List<Job> jobs(boolean erasing) {
    List<Job> all = new ArrayList<>(jobs);
    for (String capability : INSTALL_ONLY) {
      int dependency = pool.dependencies().name(pool.texts().intern(capability));
      IntList packages = new IntList();
      pool.lists().copy(pool.providers().of(dependency), packages);
      if (!packages.isEmpty()) {
        all.add(new Job(Kind.MULTIVERSION, packages.toArray(), Set.of(), capability));
      }
    }
    IntList excluded = new WeakExclusions(pool).find();
    if (!excluded.isEmpty()) {
      all.add(new Job(Kind.EXCLUDE_FROM_WEAK, excluded.toArray(), Set.of(), ""));
    }
    if (erasing && pool.hasInstalled()) {
      IntList installed = new IntList();
      for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
        installed.add(p);
      }
      all.add(new Job(Kind.ALLOW_UNINSTALL, installed.toArray(), Set.of(), ""));
    }
    return all;
  }
}
