package dev.hermetic.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The subcommands of {@code hermetic}, in the order in which help lists them. */
final class Subcommands {
  private static final Map<String, Class<? extends Subcommand>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("prefetch", PrefetchCommand.class);
    BY_NAME.put("plan", PlanCommand.class);
    BY_NAME.put("inject", InjectCommand.class);
    BY_NAME.put("env", EnvCommand.class);
    BY_NAME.put("audit", AuditCommand.class);
    BY_NAME.put("lock", LockCommand.class);
    BY_NAME.put("gc", GcCommand.class);
    BY_NAME.put("fetch-deps", FetchDepsCommand.class);
    BY_NAME.put("inject-files", InjectFilesCommand.class);
    BY_NAME.put("generate-env", GenerateEnvCommand.class);
    BY_NAME.put("completion", CompletionCommand.class);
  }

  /** What may stand before a subcommand and takes no value. */
  private static final Set<String> FLAGS =
      Set.of("--json", "-q", "--quiet", "--no-color", "--debug");

  private Subcommands() {}

  /**
   * Adds the subcommand that a command line asks for, or all where that is not plain to see: making
   * the model of a command takes milliseconds, and a command line needs one.
   */
  static void add(CommandLine line, String... args) {
    Class<? extends Subcommand> asked = asked(args);
    if (asked == null) {
      BY_NAME.values().forEach(line::addSubcommand);
    } else {
      line.addSubcommand(asked);
    }
  }

  private static @Nullable Class<? extends Subcommand> asked(String... args) {
    for (String arg : args) {
      if (!FLAGS.contains(arg)) {
        return BY_NAME.get(arg);
      }
    }
    return null;
  }
}
