package dev.hermetic.core.internal.io;

import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** What lies below a directory, which may itself be reached by a symbolic link. */
public final class FileTree {
  /** Is told of files. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * There is a file or link.
     *
     * @param path its path below the directory, with slashes
     * @param file its path below the real path of the directory, whatever its name
     */
    void found(String path, Path file, BasicFileAttributes attributes);
  }

  private FileTree() {}

  /**
   * All files and links with their attributes, by path; symbolic links are not followed.
   *
   * @throws InputException with code {@code input.file-names} when this Java cannot read a name
   */
  public static Map<String, BasicFileAttributes> walk(Path directory) throws IOException {
    Map<String, BasicFileAttributes> found = new TreeMap<>();
    visit(directory, (path, file, attributes) -> found.put(path, attributes));
    return found;
  }

  /**
   * Tells of all files and links, in any order; symbolic links are not followed.
   *
   * @throws InputException with code {@code input.file-names} when this Java cannot read a name
   */
  public static void visit(Path directory, Visitor visitor) throws IOException {
    Path root = directory.toRealPath();
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
            requireReadable(directory, path);
            visitor.found(
                separator.equals("/") ? path : path.replace(separator, "/"), file, attributes);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What another encoding makes of a name would be taken for a file that nobody knows. */
  private static void requireReadable(Path directory, String path) {
    int i = 0;
    while (i < path.length() && path.charAt(i) < 128) {
      i++;
    }
    if (i < path.length() && !namesAll(directory)) {
      throw InputException.of(
          "input.file-names",
          directory
              + " holds files whose names this Java cannot read: its locale's encoding is not UTF-8",
          "run Java with a UTF-8 locale, for example LC_ALL=C.UTF-8");
    }
  }

  private static boolean namesAll(Path directory) {
    try {
      new RelPath("\u4e2d").under(directory);
      return true;
    } catch (InputException unmappable) {
      return false;
    }
  }
}
