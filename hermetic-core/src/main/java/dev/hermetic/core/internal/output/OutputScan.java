package dev.hermetic.core.internal.output;

import dev.hermetic.core.internal.io.FileTree;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at an existing output: is it what a run would build, and what else lies in it. */
final class OutputScan {
  private final Path output;

  /** Looks at an output that may not exist. */
  OutputScan(OutputDirectory output) {
    this.output = output.directory();
  }

  /**
   * Whether the output has exactly these files below {@code deps} and at its top, judged by kind,
   * size and by the modification time or inode that we gave them; bytes are compared by an audit.
   *
   * @param staged holds the manifest of the output that would replace it
   */
  boolean isIntact(StagedOutput staged, List<FileEntry> files) throws IOException {
    Path manifest = output.resolve(Manifest.PATH);
    if (!Files.isRegularFile(manifest)
        || Files.mismatch(manifest, staged.directory().resolve(Manifest.PATH)) >= 0) {
      return false;
    }
    Map<String, Long> missing = new HashMap<>(files.size() * 2);
    files.forEach(file -> missing.put(file.path(), file.size()));
    for (Map.Entry<String, BasicFileAttributes> found : FileTree.walk(output).entrySet()) {
      Long size = missing.remove(found.getKey());
      boolean good =
          size == null
              ? !OutputPaths.isDependency(found.getKey())
              : isUntouched(found.getKey(), found.getValue(), size);
      if (!good) {
        return false;
      }
    }
    return missing.isEmpty();
  }

  private boolean isUntouched(String path, BasicFileAttributes attributes, long size)
      throws IOException {
    return attributes.isRegularFile()
        && attributes.size() == size
        && (attributes.lastModifiedTime().equals(StagedOutput.TIME)
            || StagedOutput.isShared(output.resolve(path)));
  }

  /**
   * Files that neither we nor a plugin put there, outside {@code deps}, sorted.
   *
   * @param injected project files below the output that {@code inject} may have written
   */
  List<Path> foreign(Set<String> injected) throws IOException {
    if (!Files.isDirectory(output)) {
      return List.of();
    }
    Set<String> known = new HashSet<>(injected);
    known.addAll(OutputPaths.COMMON);
    List<Path> foreign = new ArrayList<>();
    Path root = output.toRealPath();
    FileTree.visit(
        root,
        (path, file, attributes) -> {
          if (!OutputPaths.isDependency(path) && !known.contains(path)) {
            foreign.add(root.relativize(file));
          }
        });
    foreign.sort(null);
    return foreign;
  }

  /** Links files of this output into the one that replaces it. */
  void carry(List<Path> paths, StagedOutput staged) throws IOException {
    for (Path path : paths) {
      staged.carryForeign(output, path);
    }
  }
}
