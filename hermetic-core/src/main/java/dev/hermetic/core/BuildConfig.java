package dev.hermetic.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What makes the native clients use the output: environment variables and project files, sorted and
 * free of conflicts.
 */
public final class BuildConfig {
  private static final BuildConfig EMPTY = new BuildConfig(List.of(), List.of());

  private final List<EnvVar> environment;
  private final List<ProjectFile> projectFiles;

  private BuildConfig(List<EnvVar> environment, List<ProjectFile> projectFiles) {
    this.environment = environment;
    this.projectFiles = projectFiles;
  }

  /** Nothing to do. */
  public static BuildConfig empty() {
    return EMPTY;
  }

  /**
   * A configuration; equal entries count once.
   *
   * @throws LayoutException with code {@code layout.config-conflict} when a variable or file is
   *     given twice with different values
   */
  public static BuildConfig of(
      Collection<EnvVar> environment, Collection<ProjectFile> projectFiles) {
    Map<String, EnvVar> variables = new TreeMap<>();
    for (EnvVar variable : environment) {
      EnvVar earlier = variables.put(variable.name(), variable);
      if (earlier != null && !earlier.equals(variable)) {
        throw conflict(
            variable.name(),
            "the environment variable "
                + variable.name()
                + " would have to be both '"
                + earlier.value().text()
                + "' and '"
                + variable.value().text()
                + "'");
      }
    }
    Map<String, ProjectFile> files = new TreeMap<>();
    for (ProjectFile file : projectFiles) {
      ProjectFile earlier = files.put(file.root() + "/" + file.path(), file);
      if (earlier != null && !earlier.equals(file)) {
        throw conflict(
            file.path().value(),
            "the file " + file.path() + " would have to be written twice with different content");
      }
    }
    List<ProjectFile> sorted = new ArrayList<>(files.values());
    sorted.sort(
        (a, b) -> {
          int byRoot = a.root().compareTo(b.root());
          return byRoot != 0 ? byRoot : a.path().compareTo(b.path());
        });
    return new BuildConfig(List.copyOf(variables.values()), List.copyOf(sorted));
  }

  /**
   * This configuration and another.
   *
   * @throws LayoutException with code {@code layout.config-conflict} when they disagree
   */
  public BuildConfig and(BuildConfig other) {
    List<EnvVar> variables = new ArrayList<>(environment);
    variables.addAll(other.environment);
    List<ProjectFile> files = new ArrayList<>(projectFiles);
    files.addAll(other.projectFiles);
    return of(variables, files);
  }

  /** Environment variables, sorted by name. */
  public List<EnvVar> environment() {
    return environment;
  }

  /** Project files, source files first, sorted by path. */
  public List<ProjectFile> projectFiles() {
    return projectFiles;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BuildConfig that
        && environment.equals(that.environment)
        && projectFiles.equals(that.projectFiles);
  }

  @Override
  public int hashCode() {
    return Objects.hash(environment, projectFiles);
  }

  private static LayoutException conflict(String subject, String message) {
    return LayoutException.builder("layout.config-conflict")
        .subject(subject)
        .message(message)
        .hints("prefetch the inputs that disagree into different output directories")
        .build();
  }
}
