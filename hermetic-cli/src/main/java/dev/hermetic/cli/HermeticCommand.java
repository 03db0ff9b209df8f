package dev.hermetic.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

  private final Surroundings surroundings;

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

  HermeticCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs a command line and gives its exit code. */
  static int execute(Surroundings surroundings, String... args) {
    return commandLine(surroundings, args).execute(args);
  }

  /** The parser of a command line; without arguments it knows all subcommands. */
  static CommandLine commandLine(Surroundings surroundings, String... args) {
    CommandLine line = new CommandLine(new HermeticCommand(surroundings));
    Subcommands.add(line, args);
    line.getCommandSpec().version(Version.line());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    boolean colours = coloursByDefault(surroundings);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler(new Misuse(colours));
    return line;
  }

  /** FORCE_COLOR before NO_COLOR before the terminal, as Hermeto has it. */
  private static boolean coloursByDefault(Surroundings surroundings) {
    if (surroundings.variable("FORCE_COLOR").isPresent()) {
      return true;
    }
    return surroundings.variable("NO_COLOR").isEmpty() && surroundings.terminal();
  }

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command is given");
    }
  }

  Surroundings surroundings() {
    return surroundings;
  }

  boolean debug() {
    return debug;
  }

  @Nullable String configFile() {
    return configFile;
  }

  /** Hermeto's mode, {@code null} when it was not given. */
  @Nullable HermetoMode mode() {
    return mode;
  }

  Console console() {
    Console.Mode output = json ? Console.Mode.JSON : Console.Mode.TEXT;
    boolean colours =
        !noColour
            && (colour == Colour.always
                || (colour == Colour.auto && coloursByDefault(surroundings)));
    return new Console(surroundings, quiet ? Console.Mode.QUIET : output, colours);
  }
}
