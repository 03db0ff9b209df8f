package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.metadata.Pyproject;
import dev.hermetic.pip.metadata.Pyproject.GroupItem;
import dev.hermetic.pip.metadata.Pyproject.Stated;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.SpecifierSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a project file asks for, with the extras and dependency groups that are wanted of it. */
final class ProjectRequirements {
  private final RelPath file;
  private final Pyproject project;
  private final Set<String> extrasDone = new HashSet<>();

  ProjectRequirements(RelPath file, Pyproject project) {
    this.file = file;
    this.project = project;
  }

  /**
   * The requirements.
   *
   * @throws LockfileException when the needs are dynamic, an extra or group does not exist, or a
   *     requirement is malformed
   */
  List<StatedRequirement> statedRequirements(List<PackageName> extras, List<PackageName> groups) {
    if (project.hasProject() && !project.needsAreStatic()) {
      throw fault(
          0,
          "the project leaves its dependencies to a build backend",
          "list them under [project], or lock a requirements file");
    }
    if (!project.hasProject() && groups.isEmpty()) {
      throw fault(0, "there is no [project] table", "name the dependency groups to lock");
    }
    Set<StatedRequirement> statedRequirements = new LinkedHashSet<>();
    project.dependencies().forEach(stated -> add(stated, Optional.empty(), statedRequirements));
    for (PackageName extra : extras) {
      addExtra(extra, 0, Optional.empty(), statedRequirements);
    }
    for (PackageName group : groups) {
      addGroup(group, 0, new LinkedHashSet<>(), statedRequirements);
    }
    return List.copyOf(statedRequirements);
  }

  /** Requirements that stand elsewhere in the file: constraints, for example. */
  List<StatedRequirement> stated(List<Stated> texts) {
    return texts.stream()
        .map(
            stated ->
                new StatedRequirement(parse(stated), new Location(file, stated.line()).toString()))
        .toList();
  }

  /** The Python versions that the project is for. */
  Optional<SpecifierSet> requiresPython() {
    if (project.requiresPython().isEmpty()) {
      return Optional.empty();
    }
    Stated stated = project.requiresPython().get();
    try {
      return Optional.of(SpecifierSet.parse(stated.text()));
    } catch (InputException malformed) {
      throw fault(stated.line(), String.valueOf(malformed.getMessage()), "correct it");
    }
  }

  private void add(
      Stated stated, Optional<Marker> condition, Set<StatedRequirement> statedRequirements) {
    Requirement requirement = parse(stated);
    Optional<Marker> marker = both(condition, requirement.marker());
    boolean own =
        project.name().filter(n -> PackageName.isValid(n)).map(PackageName::of).stream()
            .anyMatch(requirement.name()::equals);
    if (own) {
      // "demo[all]" inside of demo means its own extras, and never a stranger's demo of an index.
      for (PackageName extra : requirement.extras()) {
        addExtra(extra, stated.line(), marker, statedRequirements);
      }
      return;
    }
    statedRequirements.add(
        new StatedRequirement(
            requirement.withMarker(marker), new Location(file, stated.line()).toString()));
  }

  private static Optional<Marker> both(Optional<Marker> one, Optional<Marker> other) {
    return one.isEmpty() ? other : other.map(one.get()::and).or(() -> one);
  }

  private Requirement parse(Stated stated) {
    try {
      return Requirement.parse(stated.text());
    } catch (InputException malformed) {
      throw fault(
          stated.line(), String.valueOf(malformed.getMessage()), "write it as PEP 508 says");
    }
  }

  private void addExtra(
      PackageName extra,
      int line,
      Optional<Marker> condition,
      Set<StatedRequirement> statedRequirements) {
    List<Stated> needs = project.extras().get(extra);
    if (needs == null) {
      throw fault(
          line,
          "the project has no extra '" + extra + "'",
          "use one of: " + project.extras().keySet());
    }
    if (extrasDone.add(extra + condition.map(marker -> "; " + marker).orElse(""))) {
      needs.forEach(stated -> add(stated, condition, statedRequirements));
    }
  }

  private void addGroup(
      PackageName group,
      int line,
      LinkedHashSet<PackageName> within,
      Set<StatedRequirement> statedRequirements) {
    List<GroupItem> items = project.groups().get(group);
    if (items == null) {
      throw fault(
          line,
          "there is no dependency group '" + group + "'",
          "use one of: " + project.groups().keySet());
    }
    if (!within.add(group)) {
      throw fault(
          line, "the dependency group '" + group + "' includes itself", "remove one include-group");
    }
    for (GroupItem item : items) {
      if (item.isInclude()) {
        addGroup(
            PackageName.of(item.stated().text()), item.stated().line(), within, statedRequirements);
      } else {
        add(item.stated(), Optional.empty(), statedRequirements);
      }
    }
    within.remove(group);
  }

  private LockfileException fault(int line, String message, String hint) {
    return LockfileException.of("pip.pyproject", new Location(file, line), message, hint);
  }
}
