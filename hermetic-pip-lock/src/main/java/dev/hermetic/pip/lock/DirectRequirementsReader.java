package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.metadata.PyprojectReader;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.requirements.RequirementLine;
import dev.hermetic.pip.requirements.RequirementSource;
import dev.hermetic.pip.requirements.Requirements;
import dev.hermetic.pip.version.SpecifierSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads what people wrote. For one run. */
final class DirectRequirementsReader {
  private final ResolveContext context;
  private final SourceTree tree;
  private final LockSettings settings;
  private final Function<String, Optional<String>> variables;
  private final List<Requirements> read = new ArrayList<>();
  private final List<StatedRequirement> constraints = new ArrayList<>();
  private UvSettings uv = UvSettings.NONE;

  DirectRequirementsReader(ResolveContext context, LockSettings settings) {
    this.context = context;
    this.tree = context.source();
    this.settings = settings;
    this.variables = settings.surroundings().variables(context::variable);
  }

  /**
   * Reads a requirements or project file, the constraints and the overrides.
   *
   * @throws LockfileException with the line of what cannot be understood or locked
   */
  DirectRequirements read(RelPath input) throws IOException {
    List<StatedRequirement> wanted;
    List<StatedRequirement> overrides = new ArrayList<>();
    Optional<SpecifierSet> python = Optional.empty();
    if (input.value().endsWith(".toml")) {
      String text = tree.readText(input, PyprojectReader.MAX_BYTES);
      ProjectRequirements project =
          new ProjectRequirements(input, PyprojectReader.read(input, text));
      uv = uv(input, text);
      wanted =
          from(
              input,
              project.statedRequirements(settings.asked().extras(), settings.asked().groups()));
      constraints.addAll(project.stated(uv.constraints()));
      overrides.addAll(project.stated(uv.overrides()));
      python = project.requiresPython();
    } else {
      refuseExtras(input);
      wanted = requirements(input);
    }
    for (RelPath file : settings.files().constraints()) {
      constraints.addAll(requirements(file));
    }
    for (RelPath file : settings.files().overrides()) {
      overrides.addAll(requirements(file));
    }
    return new DirectRequirements(
        wanted, byName(constraints), byName(overrides), python, Location.of(input));
  }

  /** The requirements files read, for the options they hold. */
  List<Requirements> requirementsFiles() {
    return read;
  }

  /** What {@code tool.uv} of the project file says. */
  UvSettings uv() {
    return uv;
  }

  private UvSettings uv(RelPath input, String text) {
    if (!settings.surroundings().uv()) {
      return UvSettings.NONE;
    }
    RelPath beside = input.parent().resolve("uv.toml");
    if (tree.isFile(beside)) {
      throw LockfileException.of(
          UvReader.CODE,
          Location.of(beside),
          "uv takes its settings from this file, which is not read here",
          "move them to [tool.uv] of " + input.name(),
          "or lock without the settings of uv, with the option uv-settings=ignore");
    }
    return UvReader.read(input, text, settings.asked(), context::report);
  }

  /** Requirements with the sources that the settings name for them. */
  private List<StatedRequirement> from(RelPath input, List<StatedRequirement> statedRequirements) {
    List<StatedRequirement> placed = new ArrayList<>();
    for (StatedRequirement want : statedRequirements) {
      Requirement asked = want.requirement();
      UvSettings.Source source = uv.sources().get(asked.name());
      if (source != null && source.refused().isPresent()) {
        UvSettings.Refused refused = source.refused().get();
        throw LockfileException.of(
            refused.code(),
            new Location(input, source.line()),
            asked.name() + " " + refused.why(),
            refused.hints().toArray(new String[0]));
      }
      if (source == null || source.url().isEmpty()) {
        placed.add(want);
      } else {
        Requirement file =
            new Requirement(
                asked.name(), asked.extras(), SpecifierSet.any(), source.url(), asked.marker());
        placed.add(new StatedRequirement(file, new Location(input, source.line()).toString()));
      }
    }
    return placed;
  }

  private void refuseExtras(RelPath input) {
    if (!settings.asked().extras().isEmpty() || !settings.asked().groups().isEmpty()) {
      throw InputException.of(
          "input.option",
          input + ": a requirements file has no extras and no groups",
          "remove the options 'extras' and 'groups', or lock a pyproject.toml");
    }
  }

  private List<StatedRequirement> requirements(RelPath file) throws IOException {
    Requirements requirements = Requirements.read(tree, file, variables);
    read.add(requirements);
    for (RequirementLine line : requirements.constraints()) {
      constraints.add(want(line));
    }
    List<StatedRequirement> statedRequirements = new ArrayList<>();
    for (RequirementLine line : requirements.requirements()) {
      statedRequirements.add(want(line));
    }
    return statedRequirements;
  }

  private static StatedRequirement want(RequirementLine line) {
    RequirementSource source = line.source();
    if (source instanceof RequirementSource.Vcs) {
      throw LockfileException.of(
          "pip.git",
          line.location(),
          line.text() + " comes from a repository, and there is no git fetcher yet",
          Unlockable.FILE_HINT);
    }
    if (source instanceof RequirementSource.Local) {
      throw LockfileException.of(
          "pip.lock-requirement",
          line.location(),
          line.text()
              + " is a file or directory of this machine, which no lock can name for another",
          Unlockable.DIRECTORY_HINT,
          Unlockable.FILE_HINT);
    }
    if (line.name().isEmpty()) {
      throw cannot(line, "does not say which package it is", "write name @ URL");
    }
    boolean index = source instanceof RequirementSource.Index;
    if (index && !line.hashes().isEmpty()) {
      throw cannot(line, "has hashes, which are for the lock to state", "remove the hashes");
    }
    Requirement requirement =
        new Requirement(
            line.name().get(),
            new TreeSet<>(line.extras()),
            source instanceof RequirementSource.Index versions
                ? versions.specifiers()
                : SpecifierSet.any(),
            source instanceof RequirementSource.Url file
                ? Optional.of(file.url().uri().toString())
                : Optional.empty(),
            line.marker());
    return new StatedRequirement(requirement, line.location().toString());
  }

  private static LockfileException cannot(RequirementLine line, String why, String hint) {
    return LockfileException.of(
        "pip.lock-requirement", line.location(), line.text() + " " + why, hint);
  }

  private static Map<PackageName, List<StatedRequirement>> byName(
      List<StatedRequirement> statedRequirements) {
    Map<PackageName, List<StatedRequirement>> byName = new TreeMap<>();
    for (StatedRequirement want : statedRequirements) {
      byName.computeIfAbsent(want.requirement().name(), key -> new ArrayList<>()).add(want);
    }
    return byName;
  }
}
