package dev.hermetic.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code hermetic} and the options that all its subcommands share. */
@Command(
    name = "hermetic",
    description =
        "Prefetches what a source tree pins, so that the build runs with the network off.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:lock --check: the lockfile would change",
      "2:wrong use of the command line",
      "10:an input or lockfile that cannot be used",
      "11:refused by policy",
      "20:bytes that are not the pinned ones; audit findings",
      "30:network or server failure",
      "31:authentication failure",
      "40:local disk, permission or store failure",
      "41:waited too long for another process",
      "70:a bug in hermetic",
      "130:interrupted (143: terminated)",
    },
    footer = {
      "",
      "When a run fails in several ways, the first of these codes counts:",
      "20, 31, 30, 11, 10, 41, 40"
    })
final class HermeticCommand implements Runnable {
  /** When output is coloured. */
  enum Colour {
    auto,
    always,
    never
  }

  private final ProcessContext process;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON document to standard output.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print errors only.")
  private boolean quiet;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      arity = "0..1",
      fallbackValue = "always",
      defaultValue = "auto",
      scope = ScopeType.INHERIT,
      description = "auto, always or never (default: auto; NO_COLOR and FORCE_COLOR count).")
  private Colour colour = Colour.auto;

  @Option(
      names = "--no-color",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "The same as --color never.")
  private boolean noColour;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print stack traces of failures.")
  private boolean debug;

  @Option(
      names = "--config-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Read settings from this YAML file.")
  private @Nullable String configFile;

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      scope = ScopeType.INHERIT,
      description = "Load further ecosystems from this jar (also: HERMETIC_PLUGINS); repeatable.")
  private List<String> plugins = List.of();

  @Option(
      names = "--mode",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "Hermeto's strict or permissive; integrity is never relaxed.")
  private @Nullable HermetoMode mode;

  @Option(
      names = "--log-level",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "Accepted for Hermeto's sake.")
  private @Nullable String logLevel;

  /** Hermeto's modes. */
  enum HermetoMode {
    strict,
    permissive
  }

  HermeticCommand(ProcessContext process) {
    this.process = process;
  }

  /** Runs a command line and gives its exit code. */
  static int execute(ProcessContext process, String... args) {
    return commandLine(process, args).execute(args);
  }

  /** The parser of a command line; without arguments it knows all subcommands. */
  static CommandLine commandLine(ProcessContext process, String... args) {
    CommandLine line = new CommandLine(new HermeticCommand(process));
    Subcommands.add(line, args);
    line.getCommandSpec().version(Version.line());
    if (asksForHelp(args)) {
      addEcosystems(line, process, args);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(process.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(process.err(), true, StandardCharsets.UTF_8));
    boolean colours = coloursByDefault(process);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler(new ParameterErrorHandler(colours));
    return line;
  }

  private static boolean asksForHelp(String... args) {
    return Arrays.stream(args).anyMatch(arg -> arg.equals("--help") || arg.equals("-h"));
  }

  // Before the options are parsed, since help is printed while they are.
  private static void addEcosystems(CommandLine line, ProcessContext process, String... args) {
    List<String> plugins = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--plugin=")) {
        plugins.add(args[i].substring("--plugin=".length()));
      } else if (args[i].equals("--plugin") && i + 1 < args.length) {
        plugins.add(args[i + 1]);
      }
    }
    String[] lines = EcosystemsHelp.lines(plugins, process).toArray(String[]::new);
    line.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(spec -> spec.findOption("--registry") != null)
        .forEach(spec -> spec.usageMessage().footer(lines));
    List<String> all = new ArrayList<>(List.of(lines));
    all.addAll(List.of(line.getCommandSpec().usageMessage().footer()));
    line.getCommandSpec().usageMessage().footer(all.toArray(String[]::new));
  }

  /** FORCE_COLOR before NO_COLOR before the terminal, as Hermeto has it. */
  private static boolean coloursByDefault(ProcessContext process) {
    if (process.variable("FORCE_COLOR").isPresent()) {
      return true;
    }
    return process.variable("NO_COLOR").isEmpty() && process.terminal();
  }

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command is given");
    }
  }

  ProcessContext process() {
    return process;
  }

  boolean debug() {
    return debug;
  }

  @Nullable String configFile() {
    return configFile;
  }

  /** What {@code --plugin} names. */
  List<String> plugins() {
    return plugins;
  }

  /** Hermeto's mode, {@code null} when it was not given. */
  @Nullable HermetoMode mode() {
    return mode;
  }

  Console console() {
    Console.Mode output = json ? Console.Mode.JSON : Console.Mode.TEXT;
    boolean colours =
        !noColour
            && (colour == Colour.always || (colour == Colour.auto && coloursByDefault(process)));
    return new Console(process, quiet ? Console.Mode.QUIET : output, colours);
  }
}
