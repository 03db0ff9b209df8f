package dev.hermetic.cli;

import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hermetic plan}. */
@Command(
    name = "plan",
    description = "Say what prefetch would do; no artifact is fetched, nothing is written.")
final class PlanCommand extends Subcommand {
  @Parameters(paramLabel = "PATH|PKG", arity = "0..*", description = "As for prefetch.")
  private List<String> arguments = List.of();

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = "The project's directory (default: .).")
  private @Nullable String source;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  int run(Console console) throws InterruptedException {
    if (options.network.isContradictory()) {
      throw usage("--offline and --prefer-store exclude each other");
    }
    PrefetchPlan plan;
    try (Prefetch prefetch = new Assembly(root(), console, options).prefetch()) {
      Selection selection = Selection.of(arguments, source, process(), prefetch);
      selection.notes().forEach(console::note);
      selection.warnings().forEach(console::warning);
      PrefetchRequest request =
          new PrefetchRun(root(), console, options)
              .request(selection, process().path("./hermetic-output"))
              .build();
      plan = prefetch.plan(request, new OriginNotes(console), process().cancellation());
    }
    plan.placements().forEach(placement -> console.result(PlanText.line(placement)));
    console.note(PlanText.summary(plan));
    console.diagnostics(plan.diagnostics());
    console.document(Documents.of(plan));
    return ExitCode.OK;
  }
}
