package dev.hermetic.core.internal.output;

import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
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
  public List<Path> foreign(Set<String> injected) throws IOException {
    if (!Files.isDirectory(output)) {
      return List.of();
    }
    Set<String> known = new HashSet<>(injected);
    known.addAll(List.of(Manifest.PATH, BuildConfigFile.PATH, "bom.json"));
    List<Path> foreign = new ArrayList<>();
    Path root = output.toRealPath();
    visit(
        root,
        (path, file, attributes) -> {
          if (!path.startsWith(DEPS) && !known.contains(path)) {
            foreign.add(root.relativize(file));
          }
        });
    foreign.sort(null);
    return foreign;
  }

  /** Links files of this output into the one that replaces it. */
  public void carry(List<Path> paths, StagedOutput staged) throws IOException {
    for (Path path : paths) {
      staged.carryForeign(output, path);
    }
  }

  /**
   * All files and links with their attributes, by path; symbolic links are not followed.
   *
   * @throws InputException with code {@code input.file-names} when this Java cannot read a name
   */
  static Map<String, BasicFileAttributes> walk(Path root) throws IOException {
    Map<String, BasicFileAttributes> found = new TreeMap<>();
    visit(root.toRealPath(), (path, file, attributes) -> found.put(path, attributes));
    return found;
  }

  @FunctionalInterface
  private interface Visitor {
    void found(String path, Path file, BasicFileAttributes attributes);
  }

  // The output itself may be reached by a link, nothing below it.
  private static void visit(Path root, Visitor visitor) throws IOException {
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
            requireReadable(root, path);
            visitor.found(
                separator.equals("/") ? path : path.replace(separator, "/"), file, attributes);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What another encoding makes of a name would be taken for a file that nobody knows. */
  private static void requireReadable(Path root, String path) {
    int i = 0;
    while (i < path.length() && path.charAt(i) < 128) {
      i++;
    }
    if (i < path.length() && !namesAll(root)) {
      throw new InputException(
          "input.file-names",
          root
              + " holds files whose names this Java cannot read: its locale's encoding is not UTF-8",
          "run Java with a UTF-8 locale, for example LC_ALL=C.UTF-8");
    }
  }

  private static boolean namesAll(Path root) {
    try {
      new RelPath("\u4e2d").under(root);
      return true;
    } catch (InputException unmappable) {
      return false;
    }
  }
}
