package dev.hermetic.core.internal.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** What lies below a directory. */
public final class FileTree {
  private FileTree() {}

  /** All files and links with their attributes, by path; symbolic links are not followed. */
  public static Map<String, BasicFileAttributes> walk(Path root) throws IOException {
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
