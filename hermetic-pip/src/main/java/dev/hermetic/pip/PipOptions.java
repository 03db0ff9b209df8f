package dev.hermetic.pip;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.wheel.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The settings of one pip input.
 *
 * @param files which files are read
 * @param selection which files of a package are fetched
 * @param extras the extras of a {@code pylock.toml} that are wanted
 * @param groups the dependency groups of a {@code pylock.toml}, empty for its defaults
 * @param indexes where requirements are looked up
 * @param variables what stands for {@code ${NAME}} in requirements files, before what the caller
 *     supplies for the whole run
 */
record PipOptions(
    Files files,
    Selection selection,
    Set<String> extras,
    Optional<List<String>> groups,
    Indexes indexes,
    Map<String, String> variables) {

  /**
   * Which files are read, relative to the package directory.
   *
   * @param pylocks {@code pylock.toml} files
   * @param requirements requirements files
   * @param buildRequirements requirements files for building sdists
   */
  record Files(
      Optional<List<RelPath>> pylocks,
      Optional<List<RelPath>> requirements,
      Optional<List<RelPath>> buildRequirements) {}

  /**
   * Which files of a package are fetched.
   *
   * @param targets the environments to prefetch for
   * @param allFiles every file whose hash is listed
   * @param binary Hermeto's filter
   * @param sdists what is done with source distributions
   */
  record Selection(
      List<Target> targets, boolean allFiles, Optional<BinaryFilter> binary, Sdists sdists) {
    /** Whether the options leave open for which environments. */
    boolean isOpen() {
      return targets.isEmpty() && !allFiles && binary.isEmpty();
    }

    /** The same for targets that the options do not name. */
    Selection withTargets(List<Target> others) {
      return new Selection(others, allFiles, binary, sdists);
    }
  }

  /**
   * Where requirements are looked up beside what their files say.
   *
   * @param url the index, for files that name none
   * @param extraUrls further indexes
   * @param all whether all indexes are asked, and not only until one knows the project
   */
  record Indexes(Optional<String> url, List<String> extraUrls, boolean all) {}

  /** What is done with source distributions. */
  enum Sdists {
    /** Taken for a target that no wheel fits, as pip does. */
    FALLBACK,
    /** Taken always, wheels never: what Hermeto does without a filter. */
    ONLY,
    /** Taken always, beside the wheels. */
    ALSO,
    /** Never taken. */
    NEVER
  }

  /**
   * Reads the settings.
   *
   * @throws InputException for unknown settings and values
   */
  static PipOptions of(Options options) {
    options.rejectUnknown(
        "all-files",
        "allow_binary",
        "binary",
        "extra-index-urls",
        "extras",
        "groups",
        "index-strategy",
        "index-url",
        "pylock_files",
        "requirements_build_files",
        "requirements_files",
        "sdists",
        "targets",
        "variables");
    Files files =
        new Files(
            paths(options, "pylock_files"),
            paths(options, "requirements_files"),
            paths(options, "requirements_build_files"));
    Indexes indexes =
        new Indexes(
            options.text("index-url"),
            options.texts("extra-index-urls"),
            choice(options, "index-strategy", "first-match", "all").equals("all"));
    Optional<List<String>> groups =
        options.asMap().containsKey("groups")
            ? Optional.of(options.texts("groups"))
            : Optional.empty();
    return new PipOptions(
        files,
        selection(options),
        new TreeSet<>(options.texts("extras")),
        groups,
        indexes,
        variables(options.nested("variables")));
  }

  PipOptions withTargets(List<Target> targets) {
    return new PipOptions(
        files, selection.withTargets(targets), extras, groups, indexes, variables);
  }

  /** What stands for {@code ${NAME}}: the value of this input, else that of the whole run. */
  Function<String, Optional<String>> variables(Function<String, Optional<String>> run) {
    return name -> Optional.ofNullable(variables.get(name)).or(() -> run.apply(name));
  }

  private static Map<String, String> variables(Options values) {
    Map<String, String> variables = new TreeMap<>();
    for (String name : values.asMap().keySet()) {
      values.text(name).ifPresent(value -> variables.put(name, value));
    }
    return variables;
  }

  private static Selection selection(Options options) {
    List<Target> targets = new ArrayList<>();
    for (String target : options.texts("targets")) {
      targets.add(Target.parse(target));
    }
    boolean allFiles = options.flag("all-files").orElse(false);
    Optional<BinaryFilter> binary = BinaryFilter.of(options);
    String sdists = choice(options, "sdists", "fallback", "only", "also", "never");
    if ((allFiles ? 1 : 0) + (binary.isPresent() ? 1 : 0) + (targets.isEmpty() ? 0 : 1) > 1) {
      throw InputException.of(
          "input.option",
          "the options 'targets', 'all-files' and 'binary' exclude each other",
          "keep one of them");
    }
    if (binary.isPresent() && options.text("sdists").isPresent()) {
      throw InputException.of(
          "input.option",
          "the options 'binary' and 'sdists' exclude each other",
          "remove one of them");
    }
    return new Selection(
        List.copyOf(targets), allFiles, binary, Sdists.valueOf(sdists.toUpperCase(Locale.ROOT)));
  }

  private static Optional<List<RelPath>> paths(Options options, String name) {
    if (!options.asMap().containsKey(name)) {
      return Optional.empty();
    }
    return Optional.of(options.texts(name).stream().map(RelPath::of).toList());
  }

  private static String choice(Options options, String name, String... known) {
    String value = options.text(name).orElse(known[0]);
    if (!List.of(known).contains(value)) {
      throw InputException.of(
          "input.option",
          "option '" + name + "' does not know '" + value.replaceAll("\\p{Cntrl}", "?") + "'",
          "use one of: " + String.join(", ", known));
    }
    return value;
  }
}
