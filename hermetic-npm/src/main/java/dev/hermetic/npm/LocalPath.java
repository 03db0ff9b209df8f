package dev.hermetic.npm;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.util.ArrayDeque;
import java.util.Deque;

/** Paths that a lock names inside the project; they may climb, but never out of the source tree. */
final class LocalPath {
  private LocalPath() {}

  /** A directory that has to exist. */
  static RelPath directory(
      SourceTree source, RelPath base, String text, Location at, String jsonPath) {
    RelPath path = inside(base, text, at, jsonPath);
    if (!source.isDirectory(path)) {
      throw missing(at, jsonPath, text, "directory");
    }
    return path;
  }

  /** A file that has to exist. */
  static RelPath file(SourceTree source, RelPath base, String text, Location at, String jsonPath) {
    RelPath path = inside(base, text, at, jsonPath);
    if (!source.isFile(path)) {
      throw missing(at, jsonPath, text, "file");
    }
    return path;
  }

  /** A path that may or may not exist. */
  static RelPath inside(RelPath base, String text, Location at, String jsonPath) {
    String plain = text.startsWith("file:") ? text.substring("file:".length()) : text;
    if (plain.startsWith("/") || plain.startsWith("~") || plain.contains("\\")) {
      throw outside(at, jsonPath, text);
    }
    Deque<String> segments = new ArrayDeque<>();
    String whole = base.isRoot() ? plain : base.value() + "/" + plain;
    for (String segment : whole.split("/")) {
      if (segment.equals("..")) {
        if (segments.pollLast() == null) {
          throw outside(at, jsonPath, text);
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    try {
      return RelPath.of(String.join("/", segments));
    } catch (InputException malformed) {
      throw LockfileException.of(
          "npm.path", at, jsonPath + ": " + malformed.getMessage(), malformed);
    }
  }

  private static LockfileException outside(Location at, String jsonPath, String text) {
    return LockfileException.of(
        "npm.path",
        at,
        jsonPath + " leads to " + PrintableText.quoted(text) + ", outside the source tree",
        "move what it names into the source tree",
        "if the lock was rewritten by an earlier injection, restore the original");
  }

  private static LockfileException missing(Location at, String jsonPath, String text, String kind) {
    return LockfileException.of(
        "npm.path",
        at,
        jsonPath
            + " names the "
            + kind
            + " "
            + PrintableText.quoted(text)
            + ", which does not exist",
        "add it to the source tree, or create the lock again");
  }
}
