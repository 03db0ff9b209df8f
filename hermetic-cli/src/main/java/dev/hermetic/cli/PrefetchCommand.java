package dev.hermetic.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hermetic prefetch}. */
@Command(
    name = "prefetch",
    description = "Fetch, verify and lay out everything that a source tree pins.")
final class PrefetchCommand extends Subcommand {
  @Parameters(
      paramLabel = "PATH|PKG",
      arity = "0..*",
      description =
          "The project's directory; ecosystems, JSON ({\"type\": \"ECOSYSTEM\", \"path\": \"ui\"})"
              + " or files that hold it. Without a PKG the lockfiles of the directory are looked for.")
  private List<String> arguments = List.of();

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = "The project's directory (default: .).")
  private @Nullable String source;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "./hermetic-output",
      description = "Where the dependencies go (default: ./hermetic-output).")
  private String output = "./hermetic-output";

  @Mixin private RunOptions options = new RunOptions();

  @Override
  int run(Console console) throws InterruptedException {
    if (options.network.isContradictory()) {
      throw usage("--offline and --prefer-store exclude each other");
    }
    return new PrefetchRun(root(), console, options)
        .run(
            "prefetch",
            prefetch -> Selection.of(arguments, source, process(), prefetch),
            process().path(output));
  }
}
