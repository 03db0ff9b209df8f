package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
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
final class WantsReader {
  private final SourceTree tree;
  private final LockSettings settings;
  private final Function<String, Optional<String>> variables;
  private final List<Requirements> read = new ArrayList<>();
  private final List<Want> constraints = new ArrayList<>();

  WantsReader(
      SourceTree tree, LockSettings settings, Function<String, Optional<String>> variables) {
    this.tree = tree;
    this.settings = settings;
    this.variables = settings.surroundings().variables(variables);
  }

  /**
   * Reads a requirements or project file, the constraints and the overrides.
   *
   * @throws LockfileException with the line of what cannot be understood or locked
   */
  Wants read(RelPath input) throws IOException {
    List<Want> wanted;
    Optional<SpecifierSet> python = Optional.empty();
    if (input.value().endsWith(".toml")) {
      ProjectWants project =
          new ProjectWants(
              input, PyprojectReader.read(input, tree.readText(input, PyprojectReader.MAX_BYTES)));
      wanted = project.wants(settings.asked().extras(), settings.asked().groups());
      python = project.requiresPython();
    } else {
      refuseExtras(input);
      wanted = requirements(input);
    }
    for (RelPath file : settings.files().constraints()) {
      constraints.addAll(requirements(file));
    }
    List<Want> overrides = new ArrayList<>();
    for (RelPath file : settings.files().overrides()) {
      overrides.addAll(requirements(file));
    }
    return new Wants(wanted, byName(constraints), byName(overrides), python, Location.of(input));
  }

  /** The requirements files read, for the options they hold. */
  List<Requirements> requirementsFiles() {
    return read;
  }

  private void refuseExtras(RelPath input) {
    if (!settings.asked().extras().isEmpty() || !settings.asked().groups().isEmpty()) {
      throw new InputException(
          "input.option",
          input + ": a requirements file has no extras and no groups",
          "remove the options 'extras' and 'groups', or lock a pyproject.toml");
    }
  }

  private List<Want> requirements(RelPath file) throws IOException {
    Requirements requirements = Requirements.read(tree, file, variables);
    read.add(requirements);
    for (RequirementLine line : requirements.constraints()) {
      constraints.add(want(line));
    }
    List<Want> wants = new ArrayList<>();
    for (RequirementLine line : requirements.requirements()) {
      wants.add(want(line));
    }
    return wants;
  }

  private static Want want(RequirementLine line) {
    RequirementSource source = line.source();
    if (line.name().isEmpty()
        || !(source instanceof RequirementSource.Index
            || source instanceof RequirementSource.Url)) {
      throw cannot(
          line, "is neither a package of an index nor a file at a URL", "name the package");
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
    return new Want(requirement, line.location().toString());
  }

  private static LockfileException cannot(RequirementLine line, String why, String hint) {
    return new LockfileException(
        "pip.lock-requirement", line.location(), line.text() + " " + why, hint);
  }

  private static Map<PackageName, List<Want>> byName(List<Want> wants) {
    Map<PackageName, List<Want>> byName = new TreeMap<>();
    for (Want want : wants) {
      byName.computeIfAbsent(want.requirement().name(), key -> new ArrayList<>()).add(want);
    }
    return byName;
  }
}
