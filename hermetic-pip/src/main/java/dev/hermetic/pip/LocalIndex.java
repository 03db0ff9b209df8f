package dev.hermetic.pip;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.LayoutContext;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes what lies beside the files: a page of links to all of them, and an index of them as PEP
 * 503 has it. Both say each file's SHA-256. A client that is given a bare directory takes the file
 * it likes best and then fails when its hash is not the required one; pip reads the page along with
 * the directory, and then knows.
 */
final class LocalIndex {
  static final String LINKS = "links.html";
  private static final RelPath SIMPLE = RelPath.of("simple");
  private static final String INDEX = "index.html";

  private final LayoutContext context;
  private final FilesPage links = new FilesPage("Links", "");
  private final FilesPage projects = new FilesPage("Simple index", "");
  private final Map<String, FilesPage> pages = new TreeMap<>();

  LocalIndex(LayoutContext context) {
    this.context = context;
  }

  void add(Resolution resolution) throws IOException {
    for (Artifact artifact : resolution.artifacts()) {
      Optional<String> project = artifact.attribute(PipArtifact.PROJECT);
      if (project.isPresent()) {
        add(artifact, project.get());
      }
    }
  }

  private void add(Artifact artifact, String project) throws IOException {
    String path = artifact.place().orElseThrow().value();
    Digest sha256 = context.digest(artifact, Digest.Algorithm.SHA256);
    Optional<String> python = artifact.attribute(PipArtifact.REQUIRES_PYTHON);
    links.add(path, sha256, python);
    projects.addProject(project);
    pages
        .computeIfAbsent(project, name -> new FilesPage("Links for " + name, "../../"))
        .add(path, sha256, python);
  }

  void write() throws IOException {
    context.generate(RelPath.of(LINKS), links.bytes());
    context.generate(SIMPLE.resolve(INDEX), projects.bytes());
    for (String project : pages.keySet()) {
      byte[] page = Objects.requireNonNull(pages.get(project)).bytes();
      context.generate(SIMPLE.resolve(project).resolve(INDEX), page);
    }
  }
}
