package dev.hermetic.cli;

import dev.hermetic.core.LockOutcome;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hermetic lock}. */
@Command(
    name = "lock",
    description = "Compute a lockfile from what a human wrote; the only way to trust new content.")
final class LockCommand extends Subcommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      defaultValue = ".",
      description = "The project's directory (default: .).")
  private String directory = ".";

  @Option(
      names = "--type",
      paramLabel = "ECOSYSTEM",
      description =
          "Whose lockfile, or JSON with its options (default: the ecosystem of what lies there).")
  private @Nullable String type;

  @Option(
      names = "--check",
      description = "Write nothing; exit with 1 when the lockfile would change.")
  private boolean check;

  @Option(
      names = "--update",
      paramLabel = "NAME",
      description = "Let this artifact or package change; repeatable.")
  private List<String> updates = List.of();

  @Option(
      names = "--diff",
      description = "Say in words what changes, in place of a comparison of the texts.")
  private boolean diff;

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "Lock this architecture, keep the others as they are; repeatable.")
  private List<String> arches = List.of();

  @Mixin private RunOptions options = new RunOptions();

  @Override
  int run(Console console) throws InterruptedException {
    if (options.network.isContradictory()) {
      throw usage("--offline and --prefer-store exclude each other");
    }
    Path source = process().path(directory);
    LockOutcome outcome;
    try (Prefetch prefetch = new Assembly(root(), console, options).prefetch()) {
      PackageInput input = LockInput.limitedTo(arches, LockInput.find(type, source, prefetch));
      outcome =
          prefetch.lock(request(source, input), new OriginNotes(console), process().cancellation());
    }
    print(console, outcome);
    return check && outcome.changed() ? ExitCode.WOULD_CHANGE : ExitCode.OK;
  }

  private LockRequest request(Path source, PackageInput input) {
    return LockRequest.builder(source, input)
        .updates(updates)
        .checkOnly(check)
        .policy(options.policy.policy())
        .networkMode(options.network.mode())
        .build();
  }

  private void print(Console console, LockOutcome outcome) {
    if (outcome.changed()) {
      boolean words = diff && !outcome.summary().isEmpty();
      (words ? outcome.summary() : outcome.diff())
          .lines()
          .forEach(line -> console.result(Printed.clean(line)));
      console.note((check ? "would change " : "wrote ") + outcome.path());
    } else {
      console.note(outcome.path() + " is up to date");
    }
    console.diagnostics(outcome.diagnostics());
    Map<String, Object> document = Documents.start("lock", "ok");
    document.put("path", outcome.path().value());
    document.put("changed", outcome.changed());
    document.put("written", outcome.changed() && !check);
    document.put("diff", outcome.diff());
    document.put("summary", outcome.summary());
    document.put("diagnostics", Documents.diagnostics(outcome.diagnostics()));
    console.document(document);
  }
}
