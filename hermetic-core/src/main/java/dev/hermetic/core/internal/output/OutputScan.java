package dev.hermetic.core.internal.output;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks at an existing output: is it what a run would build, and what else lies in it. */
public final class OutputScan {
  private static final String DEPS = "deps/";

  private final Path output;

  /** Looks at an output that may not exist. */
  public OutputScan(OutputDirectory output) {
    this.output = output.directory();
  }

  /**
   * Whether the output has exactly these files below {@code deps} and at its top, judged by kind,
   * size and by the modification time or inode that we gave them; bytes are compared by an audit.
   *
   * @param staged holds the manifest of the output that would replace it
   */
  public boolean isIntact(StagedOutput staged, List<FileEntry> files) throws IOException {
    Path manifest = output.resolve(Manifest.PATH);
    if (!Files.isRegularFile(manifest)
        || Files.mismatch(manifest, staged.directory().resolve(Manifest.PATH)) >= 0) {
      return false;
    }
    Map<String, Long> missing = new HashMap<>(files.size() * 2);
    files.forEach(file -> missing.put(file.path(), file.size()));
    for (Map.Entry<String, BasicFileAttributes> found : walk(output).entrySet()) {
      Long size = missing.remove(found.getKey());
      boolean good =
          size == null
              ? !found.getKey().startsWith(DEPS)
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
  public List<String> foreign(Set<String> injected) throws IOException {
    if (!Files.isDirectory(output)) {
      return List.of();
    }
    Set<String> known = new HashSet<>(injected);
    known.addAll(List.of(Manifest.PATH, BuildConfigFile.PATH, "bom.json"));
    List<String> foreign = new ArrayList<>();
    for (String path : walk(output).keySet()) {
      if (!path.startsWith(DEPS) && !known.contains(path)) {
        foreign.add(path);
      }
    }
    return foreign;
  }

  /** Links files of this output into the one that replaces it. */
  public void carry(List<String> paths, StagedOutput staged) throws IOException {
    for (String path : paths) {
      staged.carry(output.resolve(path), path);
    }
  }

  /** All files and links with their attributes, by path; symbolic links are not followed. */
  static Map<String, BasicFileAttributes> walk(Path root) throws IOException {
    Map<String, BasicFileAttributes> found = new TreeMap<>();
    String separator = root.getFileSystem().getSeparator();
    String start = root.toString();
    int prefix = start.endsWith(separator) ? start.length() : start.length() + 1;
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // Every file begins with the root; relativizing each costs more than looking at it.
            String path = file.toString().substring(prefix);
            found.put(separator.equals("/") ? path : path.replace(separator, "/"), attributes);
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
