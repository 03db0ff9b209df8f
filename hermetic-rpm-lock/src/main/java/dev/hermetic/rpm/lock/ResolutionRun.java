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
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.request.Excludes;
import dev.hermetic.rpm.lock.solve.request.Request;
import dev.hermetic.rpm.lock.solve.rules.Job;
import dev.hermetic.rpm.lockfile.RepoVariables;
import dev.hermetic.rpm.repodata.Comps;
import dev.hermetic.rpm.repodata.Modules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One try to solve a plan: asks the pool of its packages for what is requested. */
final class ResolutionRun {
  private static final Modules NO_MODULES = new Modules(List.of(), List.of(), List.of());

  private final ArchPlan plan;
  private final PlanPool plannedPool;
  private final PackagePool pool;
  private final List<String> unmatched = new ArrayList<>();
  private final List<String> notInstalled = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private List<String> moduleErrors = List.of();
  private List<String> moduleDefaults = List.of();
  private @Nullable Solution solution;

  private ResolutionRun(ArchPlan plan, PlanPool plannedPool) {
    this.plan = plan;
    this.plannedPool = plannedPool;
    this.pool = plannedPool.packages();
  }

  /**
   * Tries a plan.
   *
   * @param loaded the repositories of the plan
   * @param fileLists whether all paths of all packages count
   */
  static ResolutionOutcome of(ArchPlan plan, List<LoadedRepository> loaded, boolean fileLists)
      throws IOException, InterruptedException {
    ResolutionRun run = new ResolutionRun(plan, PlanPool.of(plan, loaded, fileLists));
    run.solve();
    return new ResolutionOutcome(
        run.plannedPool,
        run.unmatched,
        run.notInstalled,
        run.missing,
        run.leftOut,
        run.moduleDefaults,
        run.moduleErrors,
        run.solution);
  }

  /** Asks for everything, and solves. */
  private void solve() throws IOException, InterruptedException {
    Excludes excludes = new Excludes(pool);
    for (LoadedRepository one : plannedPool.repositories()) {
      RepoFilter filter = one.settings().filter();
      excludes.add(one.id(), filter.exclude(), filter.include());
    }
    excludes.apply();
    plannedPool.pin(plan.pins());
    ModuleStreams streams = streams();
    moduleDefaults = lines(List.of(), streams.troubles());
    if (!chosen(streams)) {
      return;
    }
    streams.filter(pool);
    Request request = new Request(pool, plan.how().best());
    if (plan.how().allArches()) {
      request.allArches();
    }
    ask(request, streams);
    if ((unmatched.isEmpty() || !plan.how().strict()) && moduleErrors.isEmpty()) {
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
    for (LoadedRepository one : plannedPool.repositories()) {
      Modules said = one.modules().map(ModulesFile::modules).orElse(NO_MODULES);
      modules.add(new RepositoryModules(one.id(), said, one.settings().filter().moduleHotfixes()));
    }
    String platform = plan.how().platform().orElseGet(() -> PlatformId.detect(pool));
    return new ModuleStreams(modules, ArchPolicy.of(plan.arch()), platform);
  }

  /** DNF minds problems with defaults only when somebody asks for modules. */
  private boolean chosen(ModuleStreams streams) {
    PackageRequest asked = plan.request();
    return (asked.moduleDisable().isEmpty() || chosen(streams.disable(asked.moduleDisable())))
        && (asked.moduleEnable().isEmpty() || chosen(streams.enable(asked.moduleEnable())));
  }

  private boolean chosen(ModuleErrors troubles) {
    if (!troubles.isEmpty()) {
      List<String> sentences = new ArrayList<>();
      troubles.unmatched().forEach(spec -> sentences.add("no module matches '" + spec + "'"));
      sentences.addAll(troubles.messages());
      moduleErrors = lines(sentences, troubles);
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
    for (String spec : plan.request().upgrade()) {
      if (!request.upgrade(spec)) {
        unmatched.add(spec);
      }
    }
    for (String spec : plan.request().reinstall()) {
      if (!plannedPool.isInstalled(spec)) {
        notInstalled.add(spec);
      } else if (!request.reinstall(spec)) {
        unmatched.add(spec);
      }
    }
    GroupCatalog catalog = new GroupCatalog(comps());
    InstallList.Outcome outcome =
        new InstallList(pool, request, streams, catalog, RepoVariables.baseArch(plan.arch()))
            .install(plan.request().install());
    unmatched.addAll(outcome.unmatched());
    missing.addAll(outcome.missing());
    chosen(outcome.modules());
  }

  /** Groups are read only when one may be meant. */
  private List<Comps> comps() throws IOException, InterruptedException {
    List<Comps> all = new ArrayList<>();
    if (plan.request().install().stream().anyMatch(spec -> spec.startsWith("@"))) {
      for (LoadedRepository one : plannedPool.repositories()) {
        one.remote().comps().ifPresent(all::add);
      }
    }
    return all;
  }
}
