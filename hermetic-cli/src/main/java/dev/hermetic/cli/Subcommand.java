package dev.hermetic.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * What all subcommands share: they print through a {@link Console} and turn failures into codes.
 */
abstract class Subcommand implements Callable<Integer> {
  @ParentCommand private @Nullable HermeticCommand parent;
  @Spec private @Nullable CommandSpec spec;

  /** Does the work and gives the exit code. */
  abstract int run(Console console) throws Exception;

  @Override
  public final Integer call() {
    Console console = root().console();
    try {
      return run(console);
    } catch (ParameterException usage) {
      throw usage;
    } catch (Exception | StackOverflowError | OutOfMemoryError failure) {
      String name = spec().name();
      return new Failures(console, root().debug()).report(name, failure);
    }
  }

  final HermeticCommand root() {
    if (parent == null) {
      throw new IllegalStateException("a subcommand runs below its command");
    }
    return parent;
  }

  final ProcessContext process() {
    return root().process();
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("a subcommand runs below its command");
    }
    return spec;
  }

  /** Wrong use of the command line: prints the usage and exits with 2. */
  final ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }
}
