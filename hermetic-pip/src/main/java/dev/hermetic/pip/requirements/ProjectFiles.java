package dev.hermetic.pip.requirements;

import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Finds what a requirements file names by a path, inside the source tree and nowhere else. */
final class ProjectFiles {
  private final SourceTree tree;
  private final RelPath directory;

  /**
   * The files of a project.
   *
   * @param tree all of it
   * @param directory the directory in which pip would run
   */
  ProjectFiles(SourceTree tree, RelPath directory) {
    this.tree = tree;
    this.directory = directory;
  }

  boolean isDirectory(String path) {
    return within(directory, path).filter(tree::isDirectory).isPresent();
  }

  boolean isFile(String path) {
    return within(directory, path).filter(tree::isFile).isPresent();
  }

  /** A path as seen from a directory; empty when it leads out of the tree or cannot be one. */
  static Optional<RelPath> within(RelPath directory, String path) {
    if (path.startsWith("/")) {
      return Optional.empty();
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : (directory.value() + "/" + path).split("/", -1)) {
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          return Optional.empty();
        }
        segments.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    try {
      return Optional.of(RelPath.of(String.join("/", segments)));
    } catch (InputException notAPath) {
      return Optional.empty();
    }
  }
}
