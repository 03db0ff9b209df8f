package dev.hermetic.cli;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A cheap look at npm lockfiles, to spare the half second that starting npm costs: only a lock with
 * more {@code "integrity"} than {@code "resolved"} entries needs to know a registry.
 */
final class NpmLockGlance {
  private static final List<String> FILES = List.of("npm-shrinkwrap.json", "package-lock.json");

  private static final long MAX_BYTES = 64L << 20;

  private NpmLockGlance() {}

  /** Whether a lock of these inputs leaves out where packages come from. */
  static boolean mayNeedRegistry(Path source, List<PackageInput> inputs) {
    SourceTree tree = SourceTree.at(source);
    for (PackageInput input : inputs) {
      for (String name : FILES) {
        RelPath file = input.path().equals(RelPath.ROOT) ? RelPath.of(name) : at(input, name);
        if (tree.isFile(file) && leavesOut(tree, file)) {
          return true;
        }
      }
    }
    return false;
  }

  private static RelPath at(PackageInput input, String name) {
    return RelPath.of(input.path() + "/" + name);
  }

  private static boolean leavesOut(SourceTree tree, RelPath file) {
    try {
      String text = new String(tree.read(file, MAX_BYTES), StandardCharsets.ISO_8859_1);
      return count(text, "\"integrity\"") > count(text, "\"resolved\"");
    } catch (IOException | LockfileException unusable) {
      // The resolver reads the same file next and says what is wrong with it.
      return false;
    }
  }

  private static int count(String text, String word) {
    int count = 0;
    for (int i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + word.length())) {
      count++;
    }
    return count;
  }
}
