package dev.hermetic.rpm;

import dev.hermetic.core.LayoutException;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Template;
import dev.hermetic.rpm.lockfile.RepoVariables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The {@code .repo} files that make dnf look at the output: one for each architecture and file
 * name, a section for each repository, in the form that Hermeto gives them. Used by one thread.
 */
final class RepoFiles {
  private static final String UNNAMED = "Packages unaffiliated with an official repository";

  private final Template directory;
  private final UnaryOperator<RelPath> outputPath;
  private final SortedMap<String, SortedMap<String, String>> files = new TreeMap<>();

  /**
   * Repository files.
   *
   * @param directory the directory of this ecosystem inside the build
   * @param outputPath where a file of it lies in the output
   */
  RepoFiles(Template directory, UnaryOperator<RelPath> outputPath) {
    this.directory = directory;
    this.outputPath = outputPath;
  }

  /**
   * Adds a repository; repeating it is allowed.
   *
   * @throws LayoutException with code {@code rpm.repo-conflict} when another input gave it other
   *     settings
   */
  void add(Repository repository, RpmOptions options) {
    String section = section(repository, options);
    String file = repository.arch() + "/repos.d/" + options.repoFile();
    String earlier =
        files.computeIfAbsent(file, f -> new TreeMap<>()).put(repository.id(), section);
    if (earlier != null && !earlier.equals(section)) {
      throw LayoutException.builder("rpm.repo-conflict")
          .subject(repository.id())
          .message(
              "two inputs ask for different settings of the repository '" + repository.id() + "'")
          .hints(
              "give them the same settings in 'options.dnf', 'gpg_keys' and 'repo_file'",
              "or prefetch the inputs into different output directories")
          .build();
    }
  }

  /** The files, relative to the output. */
  List<ProjectFile> projectFiles() {
    List<ProjectFile> found = new ArrayList<>();
    files.forEach(
        (path, sections) ->
            found.add(
                ProjectFile.output(
                    outputPath.apply(RelPath.of(path)),
                    new Template(String.join("", sections.values())))));
    return found;
  }

  private String section(Repository repository, RpmOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    options
        .dnf()
        .forEach(
            (id, values) -> {
              if (RepoVariables.expand(id, repository.arch()).equals(repository.id())) {
                values.forEach((key, value) -> settings.put(key, value.replace("$$", "$$$$")));
              }
            });
    settings.remove("baseurl");
    settings.put("baseurl", "file://" + directory.text() + "/" + repository.path());
    if (repository.isUnnamed()) {
      settings.put("name", UNNAMED);
    }
    settings.putIfAbsent("gpgcheck", "1");
    if (!options.gpgKeys().isEmpty()) {
      settings.putIfAbsent("gpgkey", keys(options.gpgKeys()));
    }
    StringBuilder text = new StringBuilder("[" + repository.id() + "]\n");
    settings.forEach((key, value) -> text.append(key + " = " + value + "\n"));
    return text.append('\n').toString();
  }

  /** The keys lie with their own ecosystems, beside this one. */
  private String keys(List<RelPath> files) {
    String own = directory.text();
    String all = own.substring(0, own.lastIndexOf('/') + 1);
    return String.join(", ", files.stream().map(file -> "file://" + all + file).toList());
  }
}
