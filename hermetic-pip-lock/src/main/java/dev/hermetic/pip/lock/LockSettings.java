package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The settings of locking one project.
 *
 * @param files what is read and written
 * @param targets the environments that are locked for
 * @param asked what of the project is wanted
 * @param choice which files and versions count
 * @param surroundings what the files of the project do not say themselves
 */
record LockSettings(
    Files files, List<Target> targets, Pending asked, Choice choice, Surroundings surroundings) {
  /**
   * What of the project is wanted beside its dependencies.
   *
   * @param extras its extras
   * @param groups its dependency groups
   */
  record Pending(List<PackageName> extras, List<PackageName> groups) {}

  /**
   * Which files and versions count.
   *
   * @param cutOff files uploaded from then on do not exist
   * @param prereleases whether pre-releases count
   */
  record Choice(Optional<Instant> cutOff, Optional<Candidates.Prereleases> prereleases) {}

  /**
   * What the files of the project do not say themselves.
   *
   * @param indexes the package indexes, the first one that knows a project counts
   * @param variables what stands for <code>${NAME}</code> in requirements files
   * @param uv whether {@code tool.uv} of a project file counts
   */
  record Surroundings(List<String> indexes, Map<String, String> variables, boolean uv) {
    /** What stands for <code>${NAME}</code>: the value given here, else that of the whole run. */
    Function<String, Optional<String>> variables(Function<String, Optional<String>> run) {
      return name -> Optional.ofNullable(variables.get(name)).or(() -> run.apply(name));
    }
  }

  /**
   * What is read and written.
   *
   * @param input the requirements or project file; empty to look for one
   * @param convert the lock to convert, in place of locking
   * @param constraints files that limit versions
   * @param overrides files whose requirements take the place of others
   * @param output the lock
   */
  record Files(
      Optional<RelPath> input,
      Optional<RelPath> convert,
      List<RelPath> constraints,
      List<RelPath> overrides,
      RelPath output) {}

  /**
   * Reads the settings.
   *
   * @param directory the package directory, which paths are relative to
   * @throws InputException for unknown settings and values
   */
  static LockSettings of(Options options, RelPath directory) {
    options.rejectUnknown(
        "constraints",
        "convert",
        "exclude-newer",
        "extra-index-urls",
        "extras",
        "groups",
        "index-url",
        "input",
        "lockfile",
        "overrides",
        "prereleases",
        "targets",
        "uv-settings",
        "variables");
    List<String> indexes = new ArrayList<>();
    options.text("index-url").ifPresent(indexes::add);
    indexes.addAll(options.texts("extra-index-urls"));
    return new LockSettings(
        new Files(
            options.text("input").map(path -> under(directory, path)),
            options.text("convert").map(path -> under(directory, path)),
            paths(options, "constraints", directory),
            paths(options, "overrides", directory),
            under(directory, options.text("lockfile").orElse("pylock.toml"))),
        options.texts("targets").stream().map(Target::parse).toList(),
        new Pending(
            options.texts("extras").stream().map(PackageName::of).toList(),
            options.texts("groups").stream().map(PackageName::of).toList()),
        new Choice(options.text("exclude-newer").map(LockSettings::instant), prereleases(options)),
        new Surroundings(indexes, variables(options.nested("variables")), uv(options)));
  }

  private static List<RelPath> paths(Options options, String name, RelPath directory) {
    return options.texts(name).stream().map(path -> under(directory, path)).toList();
  }

  static RelPath under(RelPath directory, String path) {
    return directory.value().equals(".") || directory.value().isEmpty()
        ? RelPath.of(path)
        : RelPath.of(directory.value() + "/" + path);
  }

  private static Map<String, String> variables(Options options) {
    Map<String, String> variables = new TreeMap<>();
    for (String name : options.asMap().keySet()) {
      options.text(name).ifPresent(value -> variables.put(name, value));
    }
    return variables;
  }

  private static boolean uv(Options options) {
    String value = options.text("uv-settings").orElse("honour");
    if (!value.equals("honour") && !value.equals("ignore")) {
      throw InputException.of(
          "input.option",
          "option 'uv-settings' has an unknown value",
          "use one of: honour, ignore");
    }
    return value.equals("honour");
  }

  private static Optional<Candidates.Prereleases> prereleases(Options options) {
    return options.text("prereleases").map(LockSettings::prereleases);
  }

  private static Candidates.Prereleases prereleases(String text) {
    return switch (text) {
      case "if-necessary-or-explicit" -> Candidates.Prereleases.IF_NECESSARY_OR_EXPLICIT;
      case "allow" -> Candidates.Prereleases.ALLOW;
      case "disallow" -> Candidates.Prereleases.DISALLOW;
      default ->
          throw InputException.of(
              "input.option",
              "option 'prereleases' has an unknown value",
              "use one of: allow, disallow, if-necessary-or-explicit");
    };
  }

  /** A time as RFC 3339 has it, or a date, which is meant to its end in UTC. */
  static Instant instant(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException malformed) {
      throw InputException.of(
          "input.option",
          "option 'exclude-newer' is not a time",
          "write it as 2026-01-31T00:00:00Z or 2026-01-31");
    }
  }
}
