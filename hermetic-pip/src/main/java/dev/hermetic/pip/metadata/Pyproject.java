package dev.hermetic.pip.metadata;

import dev.hermetic.pip.requirement.PackageName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@code pyproject.toml} says of a project's needs (PEP 518, 621, 735).
 *
 * @param name {@code project.name}
 * @param version {@code project.version}
 * @param requiresPython {@code project.requires-python}
 * @param dependencies {@code project.dependencies}
 * @param extras {@code project.optional-dependencies} by normalized name
 * @param dynamic {@code project.dynamic}
 * @param hasProject whether there is a {@code project} table at all
 * @param build {@code build-system}
 * @param groups {@code dependency-groups} by normalized name
 */
public record Pyproject(
    Optional<String> name,
    Optional<String> version,
    Optional<Stated> requiresPython,
    List<Stated> dependencies,
    Map<PackageName, List<Stated>> extras,
    Set<String> dynamic,
    boolean hasProject,
    Optional<Build> build,
    Map<PackageName, List<GroupItem>> groups) {
  /**
   * A text and where it stands.
   *
   * @param text as written
   * @param line the line of the file, counted from 1
   */
  public record Stated(String text, int line) {}

  /**
   * How the project is built.
   *
   * @param requires what building needs
   * @param backend the backend, as written
   */
  public record Build(List<Stated> requires, Optional<String> backend) {}

  /**
   * One item of a dependency group: a requirement, or another group.
   *
   * @param stated the requirement, or the name of the group
   * @param isInclude whether it is the name of a group
   */
  public record GroupItem(Stated stated, boolean isInclude) {}

  /** Whether the needs are stated here and a backend may not change them. */
  public boolean needsAreStatic() {
    return hasProject
        && !dynamic.contains("dependencies")
        && !dynamic.contains("optional-dependencies")
        && !dynamic.contains("requires-python");
  }

  /** What building needs; {@code setuptools} and {@code wheel} where nothing is said (PEP 518). */
  public List<Stated> buildRequires() {
    return build
        .map(Build::requires)
        .orElse(List.of(new Stated("setuptools>=40.8.0", 0), new Stated("wheel", 0)));
  }
}
