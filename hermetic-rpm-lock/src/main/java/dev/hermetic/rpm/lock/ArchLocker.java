package dev.hermetic.rpm.lock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.origin.RepositoryReader;
import dev.hermetic.rpm.lock.solve.Solution;
import java.io.IOException;
import java.util.List;

/**
 * Locks one architecture: a first try with the paths that primary.xml lists, and only where that
 * fails a second one with all paths, as rpm-lockfile-prototype does. For one thread.
 */
final class ArchLocker {
  private final LockContext context;
  private final RepositoryReader reader;
  private final ArchPlan plan;

  ArchLocker(LockContext context, RepositoryReader reader, ArchPlan plan) {
    this.context = context;
    this.reader = reader;
    this.plan = plan;
  }

  /**
   * What is locked.
   *
   * @throws dev.hermetic.core.InputException with code {@code rpm.no-match} when something that is
   *     asked for means nothing, {@code rpm.modules} when the modules do not go together, {@code
   *     rpm.unsolvable} when the packages do not
   * @throws dev.hermetic.core.HermeticException when a repository cannot be had
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  LockDocument.Files lock() throws IOException, InterruptedException {
    List<LoadedRepository> repositories =
        new Loading(context, reader, plan.arch()).load(plan.repositories());
    ResolutionOutcome outcome = resolve(plan, repositories);
    Solution solution = outcome.solution();
    if (solution == null || !solution.isSolved()) {
      throw new Refusal(plan, repositories, outcome).exception();
    }
    report(outcome);
    return new LockedFiles(outcome.pool()).of(solution.installs(), plan, context);
  }

  private void report(ResolutionOutcome outcome) {
    List<String> trouble = outcome.moduleDefaults();
    if (!trouble.isEmpty()) {
      context.report(
          Diagnostic.warning("rpm.modules", plan.arch() + ": " + trouble.get(0))
              .at(plan.request().at(plan.request().modules()))
              .explainedBy(trouble.subList(1, trouble.size())));
    }
    if (!outcome.missing().isEmpty()) {
      warn("rpm.group-member", "members of groups that no repository has", outcome.missing());
    }
    if (!outcome.leftOut().isEmpty()) {
      warn("rpm.left-out", "what cannot be had is left out", outcome.leftOut());
    }
    if (!outcome.notInstalled().isEmpty()) {
      warn("rpm.not-installed", "what is not installed is not reinstalled", outcome.notInstalled());
    }
  }

  private void warn(String code, String what, List<String> names) {
    context.report(
        Diagnostic.warning(code, plan.arch() + ": " + what + ": " + String.join(", ", names))
            .at(plan.request().at(names)));
  }

  /** What comes of a plan: with the paths of all packages where that may help. */
  static ResolutionOutcome resolve(ArchPlan plan, List<LoadedRepository> repositories)
      throws IOException, InterruptedException {
    ResolutionOutcome first = ResolutionRun.of(plan, repositories, false);
    return first.mayNeedFileLists() ? ResolutionRun.of(plan, repositories, true) : first;
  }
}
