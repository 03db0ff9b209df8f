package dev.hermetic.core.internal.output;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.Digest;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.Template;
import dev.hermetic.core.internal.io.Tasks;
import dev.hermetic.core.internal.manifest.BuildConfigFile;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What earlier runs left in an output for other ecosystems, which a run keeps. */
final class KeptSections {
  private final Path output;
  private final List<Section> sections;

  private KeptSections(Path output, List<Section> sections) {
    this.output = output;
    this.sections = sections;
  }

  /** The sections of an output, those of the given ecosystems left out. */
  static KeptSections of(OutputDirectory output, Set<String> replaced) {
    List<Section> kept =
        output.sections(ecosystem -> !ecosystem.isEmpty() && !replaced.contains(ecosystem));
    return new KeptSections(output.directory(), kept);
  }

  /** The sections, sorted. */
  List<Section> sections() {
    return sections;
  }

  /** Their build configuration; the texts are found by their digests. */
  BuildConfig config() {
    if (sections.isEmpty()) {
      return BuildConfig.empty();
    }
    Map<Digest, String> templates = new HashMap<>();
    BuildConfigFile.read(output)
        .projectFiles()
        .forEach(
            entry ->
                templates.put(
                    Digest.ofText(Digest.Algorithm.SHA256, entry.template()), entry.template()));
    List<EnvVar> variables = new ArrayList<>();
    List<ProjectFile> files = new ArrayList<>();
    for (Section section : sections) {
      variables.addAll(section.environment());
      for (Section.FileRef ref : section.projectFiles()) {
        String template = templates.get(ref.sha256());
        if (template == null) {
          throw damaged(BuildConfigFile.PATH);
        }
        files.add(new ProjectFile(ref.root(), ref.path(), new Template(template)));
      }
    }
    return BuildConfig.of(variables, files);
  }

  /** Links their files into the output that replaces this one. */
  void carry(StagedOutput staged, Tasks workers) throws IOException, InterruptedException {
    for (Section section : sections) {
      List<FileEntry> files = section.files();
      workers.each(files.size(), i -> carry(files.get(i), staged));
    }
  }

  private void carry(FileEntry file, StagedOutput staged) throws IOException {
    Path old = new RelPath(file.path()).under(output);
    if (!Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS) || Files.size(old) != file.size()) {
      throw damaged(file.path());
    }
    staged.carry(old, staged.target(file.path()));
  }

  private StoreException damaged(String path) {
    return StoreException.builder("store.output-damaged")
        .subject(path)
        .message(output.resolve(path) + " is not what the manifest of the output records")
        .hints("remove the output directory and prefetch all inputs again")
        .build();
  }
}
