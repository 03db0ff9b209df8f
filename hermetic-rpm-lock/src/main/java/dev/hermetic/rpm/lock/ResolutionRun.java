package dev.hermetic.rpm.lock;

import dev.hermetic.rpm.lock.groups.GroupCatalog;
import dev.hermetic.rpm.lock.groups.InstallList;
import dev.hermetic.rpm.lock.input.RepoFilter;
import dev.hermetic.rpm.lock.modules.ModuleErrors;
import dev.hermetic.rpm.lock.modules.ModuleStreams;
import dev.hermetic.rpm.lock.modules.PlatformId;
import dev.hermetic.rpm.lock.modules.RepositoryModules;
import dev.hermetic.rpm.lock.origin.RemoteRepository.ModulesFile;
import dev.hermetic.rpm.lock.solve.Solution;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.FileOwners;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PoolBuilder;
import dev.hermetic.rpm.lock.solve.pool.Repository;
import dev.hermetic.rpm.lock.solve.request.Excludes;
import dev.hermetic.rpm.lock.solve.request.Glob;
import dev.hermetic.rpm.lock.solve.request.Request;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lockfile.RepoVariables;
import dev.hermetic.rpm.repodata.Comps;
import dev.hermetic.rpm.repodata.Modules;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One try to solve a plan: the pool of its packages, and what comes of its wishes. */
final class ResolutionRun {
  private static final Modules NO_MODULES = new Modules(List.of(), List.of(), List.of());

  private final ArchPlan plan;
  private final PackagePool pool;
  private final List<@Nullable LoadedRepository> repositories = new ArrayList<>();
  private final List<String> unmatched = new ArrayList<>();
  private final List<String> notInstalled = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private List<String> trouble = List.of();
  private List<String> defaults = List.of();
  private @Nullable Solution solution;

  /**
   * Makes the pool.
   *
   * @param fileLists whether all paths of all packages count
   */
  ResolutionRun(ArchPlan plan, List<LoadedRepository> loaded, boolean fileLists)
      throws IOException, InterruptedException {
    this.plan = plan;
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of(plan.arch()));
    PackageTable base = plan.base();
    if (base != null) {
      builder.add(Repository.installed(), base);
      repositories.add(null);
    }
    for (LoadedRepository one : loaded) {
      Repository repository =
          Repository.configured(one.id(), one.settings().priority(), one.settings().cost());
      FileOwners owners =
          fileLists ? one.remote().fileOwners(one.table()) : FileOwners.of(one.table());
      builder.add(repository, one.table(), owners);
      repositories.add(one);
    }
    if (!plan.wish().assumeProvides().isEmpty()) {
      builder.add(
          Repository.configured(AssumedProvides.REPOSITORY, 99, 1000),
          AssumedProvides.table(plan.wish().assumeProvides()));
      repositories.add(null);
    }
    plan.wish().install().forEach(builder::wantPath);
    pool = builder.build();
  }

  /** Asks for everything, and solves. */
  void run() throws IOException, InterruptedException {
    Excludes excludes = new Excludes(pool);
    for (LoadedRepository one : repositories()) {
      RepoFilter filter = one.settings().filter();
      excludes.add(one.id(), filter.exclude(), filter.include());
    }
    excludes.apply();
    pin(plan.pins());
    ModuleStreams streams = streams();
    defaults = lines(List.of(), streams.troubles());
    if (!chosen(streams)) {
      return;
    }
    streams.filter(pool);
    Request request = new Request(pool, plan.how().best());
    if (plan.how().allArches()) {
      request.allArches();
    }
    ask(request, streams);
    if ((unmatched.isEmpty() || !plan.how().strict()) && trouble.isEmpty()) {
      List<Job> jobs = request.jobs(plan.how().erasing());
      if (!plan.how().strict()) {
        jobs = jobs.stream().map(ResolutionRun::optional).toList();
      }
      Solution found = Solution.of(pool, jobs, request.settings(plan.how().weak()));
      solution = found;
      leftOut(jobs, found);
    }
  }

  /** An installation that must not fail the others. */
  private static Job optional(Job job) {
    if (job.kind() != Job.Kind.INSTALL) {
      return job;
    }
    EnumSet<Job.Modifier> modifiers = EnumSet.of(Job.Modifier.WEAK);
    modifiers.addAll(job.modifiers());
    return new Job(job.kind(), job.packages(), modifiers, job.text());
  }

  private void leftOut(List<Job> jobs, Solution found) {
    if (plan.how().strict() || !found.isSolved()) {
      return;
    }
    leftOut.addAll(unmatched);
    for (Job job : jobs) {
      if (job.kind() == Job.Kind.INSTALL
          && Arrays.stream(job.packages()).noneMatch(found.search().decisions()::isInstalled)) {
        leftOut.add(job.text());
      }
    }
  }

  private ModuleStreams streams() {
    List<RepositoryModules> modules = new ArrayList<>();
    for (LoadedRepository one : repositories()) {
      Modules said = one.modules().map(ModulesFile::modules).orElse(NO_MODULES);
      modules.add(new RepositoryModules(one.id(), said, one.settings().filter().moduleHotfixes()));
    }
    String platform = plan.how().platform().orElseGet(() -> PlatformId.detect(pool));
    return new ModuleStreams(modules, ArchPolicy.of(plan.arch()), platform);
  }

  /** DNF minds problems with defaults only when somebody asks for modules. */
  private boolean chosen(ModuleStreams streams) {
    PackageRequest wish = plan.wish();
    return (wish.moduleDisable().isEmpty() || chosen(streams.disable(wish.moduleDisable())))
        && (wish.moduleEnable().isEmpty() || chosen(streams.enable(wish.moduleEnable())));
  }

  private boolean chosen(ModuleErrors troubles) {
    if (!troubles.isEmpty()) {
      List<String> sentences = new ArrayList<>();
      troubles.unmatched().forEach(spec -> sentences.add("no module matches '" + spec + "'"));
      sentences.addAll(troubles.messages());
      trouble = lines(sentences, troubles);
    }
    return troubles.isEmpty();
  }

  private static List<String> lines(List<String> sentences, ModuleErrors troubles) {
    List<String> all = new ArrayList<>(sentences);
    all.add(troubles.headline());
    all.removeIf(String::isEmpty);
    List<String> lines = new ArrayList<>();
    if (!all.isEmpty()) {
      lines.add(String.join("; ", all));
      lines.addAll(troubles.lines());
    }
    return lines;
  }

  private void ask(Request request, ModuleStreams streams)
      throws IOException, InterruptedException {
    for (String spec : plan.wish().upgrade()) {
      if (!request.upgrade(spec)) {
        unmatched.add(spec);
      }
    }
    for (String spec : plan.wish().reinstall()) {
      if (!isInstalled(spec)) {
        notInstalled.add(spec);
      } else if (!request.reinstall(spec)) {
        unmatched.add(spec);
      }
    }
    GroupCatalog catalog = new GroupCatalog(comps());
    InstallList.Outcome outcome =
        new InstallList(pool, request, streams, catalog, RepoVariables.baseArch(plan.arch()))
            .install(plan.wish().install());
    unmatched.addAll(outcome.unmatched());
    missing.addAll(outcome.missing());
    chosen(outcome.modules());
  }

  /** Groups are read only when one may be meant. */
  private List<Comps> comps() throws IOException, InterruptedException {
    List<Comps> all = new ArrayList<>();
    if (plan.wish().install().stream().anyMatch(spec -> spec.startsWith("@"))) {
      for (LoadedRepository one : repositories()) {
        one.remote().comps().ifPresent(all::add);
      }
    }
    return all;
  }

  /** Leaves out the other versions of what is held at one. */
  private void pin(Map<String, Set<String>> pins) {
    for (int p = pool.installedEnd(); p < pool.size(); p++) {
      Set<String> versions = pins.get(pool.texts().get(pool.name(p)));
      if (versions != null
          && !pool.isSource(p)
          && !versions.contains(pool.evrs().text(pool.evr(p)))) {
        pool.exclude(p);
      }
    }
  }

  private boolean isInstalled(String spec) {
    Glob glob = Glob.of(spec);
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      if (glob.matches(pool.texts().get(pool.name(p))) || glob.matches(pool.nevra(p))) {
        return true;
      }
    }
    return false;
  }

  PackagePool pool() {
    return pool;
  }

  /** Where a package comes from; null for what is installed or assumed. */
  @Nullable LoadedRepository repository(int p) {
    return repositories.get(pool.repositoryIndex(p));
  }

  /** The repositories that were read. */
  List<LoadedRepository> repositories() {
    List<LoadedRepository> all = new ArrayList<>();
    for (LoadedRepository one : repositories) {
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  /** The specifications that mean nothing. */
  List<String> unmatched() {
    return List.copyOf(unmatched);
  }

  /** What was to be reinstalled and is not there. */
  List<String> notInstalled() {
    return List.copyOf(notInstalled);
  }

  /** Members of groups that no repository has. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  /** What was asked for and cannot be had, when that is no failure. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** What is wrong with the default streams of modules, in lines; empty when nothing is. */
  List<String> troubleWithDefaults() {
    return defaults;
  }

  /** What is wrong with the modules that are asked for, in lines; empty when nothing is. */
  List<String> trouble() {
    return trouble;
  }

  boolean isSolved() {
    return solution != null && solution.isSolved();
  }

  /** What came of it; null when something that is asked for means nothing. */
  @Nullable Solution solution() {
    return solution;
  }

  /** Whether the paths of all packages might help. */
  boolean mayNeedFileLists() {
    return (solution != null && !solution.isSolved())
        || unmatched.stream().anyMatch(spec -> spec.startsWith("/"));
  }
}
