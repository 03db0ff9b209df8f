package dev.hermetic.cli;

import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import java.nio.file.Path;

/** A prefetch as both {@code prefetch} and {@code fetch-deps} do it. */
final class PrefetchRun {
  private static final String HERMETOS = "fetch-deps";

  private final HermeticCommand root;
  private final Console console;
  private final RunOptions options;

  PrefetchRun(HermeticCommand root, Console console, RunOptions options) {
    this.root = root;
    this.console = console;
    this.options = options;
  }

  /** What is selected, once the ecosystems are known. */
  @FunctionalInterface
  interface Selecting {
    Selection from(Prefetch prefetch);
  }

  int run(String command, Selecting selecting, Path output) throws InterruptedException {
    boolean hermeto = command.equals(HERMETOS);
    Selection selection;
    PrefetchReport report;
    try (Prefetch prefetch = new Assembly(root, console, options).prefetch()) {
      selection = selecting.from(prefetch);
      selection.notes().forEach(console::note);
      selection.warnings().forEach(console::warning);
      report = run(prefetch, request(selection, output).hermetoCompatible(hermeto).build());
    }
    console.diagnostics(report.diagnostics());
    console.result(report.summary());
    console.document(Documents.of(command, output.toString(), report));
    nextSteps(command, selection.source(), root.process().display(output), report);
    return ExitCode.OK;
  }

  PrefetchRequest.Builder request(Selection selection, Path output) {
    PrefetchRequest.Builder request =
        PrefetchRequest.builder(selection.source(), output)
            .policy(options.policy.policy())
            .networkMode(options.network.mode())
            .linkMode(options.linkMode());
    selection.inputs().forEach(request::input);
    return request;
  }

  private PrefetchReport run(Prefetch prefetch, PrefetchRequest request)
      throws InterruptedException {
    ProcessContext process = root.process();
    if (!console.isInteractive()) {
      return prefetch.run(request, new LineProgress(console), process.cancellation());
    }
    try (BarProgress bar = new BarProgress(process.err(), console)) {
      return prefetch.run(request, bar, process.cancellation());
    }
  }

  private void nextSteps(String command, Path source, String output, PrefetchReport report) {
    ProcessContext process = root.process();
    boolean hermeto = command.equals(HERMETOS);
    String shown = EnvFormat.shell(output);
    String target = " --for-output-dir /path/in/the/build";
    String project = process.display(source);
    String at = project.equals(".") ? "" : " --source " + EnvFormat.shell(project);
    console.note("next:");
    if (!report.buildConfig().projectFiles().isEmpty()) {
      console.note("  hermetic " + (hermeto ? "inject-files " : "inject ") + shown + target + at);
    }
    if (!report.buildConfig().environment().isEmpty()) {
      String env = hermeto ? "generate-env " : "env ";
      console.note("  hermetic " + env + shown + target + " -o hermetic.env");
    }
    console.note("  hermetic audit " + shown);
  }
}
