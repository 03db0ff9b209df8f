package dev.hermetic.pip;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.Location;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.Template;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.pylock.PylockRewriter;
import dev.hermetic.pip.requirements.RequirementLine;
import dev.hermetic.pip.requirements.RequirementSource;
import dev.hermetic.pip.requirements.RequirementsFile;
import dev.hermetic.pip.requirements.RequirementsRewriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The files of one input with their addresses turned into paths of the output: locks, since pip
 * looks for a locked URL nowhere else, and requirements that give a URL.
 */
final class RewrittenFiles {
  private static final long MAX_BYTES = 64L << 20;

  /** What tells the files of a lock apart. */
  private record Key(String filename, ExpectedDigests expected) {}

  private final SourceTree source;
  private final Resolution resolution;
  private final InputDocuments documents;
  private final UnaryOperator<RelPath> outputPath;
  private final Map<Key, Artifact> byFile = new HashMap<>();
  private final Map<Location, Artifact> direct = new HashMap<>();

  RewrittenFiles(LayoutContext context, Resolution resolution, InputDocuments documents) {
    this.documents = documents;
    this.source = context.source();
    this.resolution = resolution;
    this.outputPath = context::outputPath;
    for (Artifact artifact : resolution.artifacts()) {
      String name = artifact.attribute(PipArtifact.FILE).orElseThrow();
      byFile.put(new Key(name, artifact.expected()), artifact);
      if (artifact.attribute(PipArtifact.PROJECT).isEmpty()) {
        artifact.pinnedAt().ifPresent(at -> direct.put(at, artifact));
      }
    }
  }

  /**
   * The files to write.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code pip.changed} when one is another
   *     than was resolved
   * @throws IOException when reading fails
   */
  List<ProjectFile> files() throws IOException {
    PipOptions options = PipOptions.of(resolution.input().options());
    InputFiles inputs = InputFiles.of(source, resolution.input(), options.files());
    List<ProjectFile> files = new ArrayList<>();
    for (RelPath lock : inputs.pylocks()) {
      files.add(ProjectFile.source(lock, rewritten(lock)));
    }
    List<RelPath> requirements = new ArrayList<>(inputs.requirements());
    requirements.addAll(inputs.buildRequirements());
    for (RelPath file : requirements) {
      for (RequirementsFile each : documents.requirements(file).files()) {
        RequirementsRewriter.rewrite(each, this::path)
            .ifPresent(text -> files.add(ProjectFile.source(each.path(), text)));
      }
    }
    return files;
  }

  private Template rewritten(RelPath lock) throws IOException {
    ProjectDigest.requireUnchanged(source, lock, resolution);
    return new PylockRewriter(lock, source.readText(lock, MAX_BYTES)).rewrite(this::path);
  }

  private Optional<String> path(LockedFile file) {
    return place(byFile.get(new Key(file.fileName(), file.expected())));
  }

  private Optional<String> path(RequirementLine line) {
    return line.source() instanceof RequirementSource.Url
        ? place(direct.get(line.location()))
        : Optional.empty();
  }

  private Optional<String> place(@org.jspecify.annotations.Nullable Artifact artifact) {
    return Optional.ofNullable(artifact)
        .flatMap(Artifact::place)
        .map(place -> outputPath.apply(place).value());
  }
}
