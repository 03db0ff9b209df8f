package dev.hermetic.cli;

import dev.hermetic.core.LockRequest;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.Prefetch.LockOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
      defaultValue = "generic",
      description = "Whose lockfile, or JSON with its options (default: generic).")
  private String type = "generic";

  @Option(
      names = "--check",
      description = "Write nothing; exit with 1 when the lockfile would change.")
  private boolean check;

  @Option(
      names = "--update",
      paramLabel = "NAME",
      description = "Accept new content of this artifact; repeatable.")
  private List<String> updates = List.of();

  @Mixin private RunOptions options = new RunOptions();

  @Override
  int run(Console console) throws InterruptedException {
    if (options.network.isContradictory()) {
      throw usage("--offline and --prefer-store exclude each other");
    }
    Path source = surroundings().path(directory);
    PackageInput input = input();
    LockOutcome outcome;
    try (Prefetch prefetch = new Assembly(root(), console, options).locking(source, input)) {
      outcome = prefetch.lock(request(source, input), surroundings().cancellation());
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

  private PackageInput input() {
    List<PackageInput> inputs = InputGrammar.parse(type).packages();
    if (inputs.size() != 1) {
      throw usage("--type must name one ecosystem");
    }
    return inputs.get(0);
  }

  private void print(Console console, LockOutcome outcome) {
    if (outcome.changed()) {
      outcome.diff().lines().forEach(line -> console.result(Printed.clean(line)));
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
    document.put("diagnostics", Documents.diagnostics(outcome.diagnostics()));
    console.document(document);
  }
}
