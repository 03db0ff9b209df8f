package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Paths as files of the project write them: relative to the file that names them. */
final class InputPaths {
  private InputPaths() {}

  /**
   * A path of the source tree; {@code ..} may climb, but not out of the tree.
   *
   * @param naming the file that holds the text
   * @throws LockfileException with code {@code rpm.in-path}
   */
  static RelPath resolve(RelPath naming, LocatedText path) {
    List<String> segments = segments(naming, path);
    try {
      return RelPath.of(String.join("/", segments));
    } catch (InputException impossible) {
      throw fault(path, "is not a path that can be used", impossible);
    }
  }

  /** The segments of such a path, which may be a glob. */
  static List<String> segments(RelPath naming, LocatedText path) {
    String text = path.text();
    if (text.startsWith("/") || text.contains("\\")) {
      throw fault(path, "does not lie in the project", null);
    }
    Deque<String> kept = new ArrayDeque<>();
    if (!naming.parent().isRoot()) {
      kept.addAll(Arrays.asList(naming.parent().value().split("/", -1)));
    }
    for (String segment : text.split("/", -1)) {
      if (segment.equals("..")) {
        if (kept.pollLast() == null) {
          throw fault(path, "leads out of the project", null);
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.add(segment);
      }
    }
    return new ArrayList<>(kept);
  }

  private static LockfileException fault(
      LocatedText path, String reason, @org.jspecify.annotations.Nullable Throwable cause) {
    return LockfileException.of(
        "rpm.in-path",
        path.at(),
        "the path " + PrintableText.quoted(path.text()) + " " + reason,
        cause,
        "copy the file into the project, and name it relative to this file");
  }
}
