package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds what a source tree pins by the names of the files in its root. */
final class LockfileDetection {
  /**
   * A lockfile that was found.
   *
   * @param ecosystem whose it is
   * @param file its name
   */
  record Found(String ecosystem, String file) {
    PackageInput input() {
      return PackageInput.of(ecosystem, ".");
    }
  }

  private static final List<Found> KNOWN =
      List.of(
          new Found("generic", "artifacts.lock.yaml"),
          new Found("npm", "npm-shrinkwrap.json"),
          new Found("npm", "package-lock.json"),
          new Found("pip", "pylock.toml"),
          new Found("pip", "requirements.txt"),
          new Found("rpm", "rpms.lock.yaml"));

  private LockfileDetection() {}

  /** Whether the table knows an ecosystem. */
  static boolean knows(String ecosystem) {
    return KNOWN.stream().anyMatch(found -> found.ecosystem().equals(ecosystem));
  }

  /**
   * What is there, one entry per ecosystem, in the order of their ids.
   *
   * @throws InputException with code {@code input.nothing-found} when nothing is
   */
  static List<Found> in(Path source) {
    SourceTree tree = SourceTree.at(source);
    List<Found> found = new ArrayList<>();
    for (Found known : KNOWN) {
      boolean first = found.stream().noneMatch(f -> f.ecosystem().equals(known.ecosystem()));
      if (first && tree.isFile(RelPath.of(known.file()))) {
        found.add(known);
      }
    }
    if (found.isEmpty()) {
      throw InputException.of(
          "input.nothing-found",
          source + " holds no lockfile that is known here",
          "name what to fetch: hermetic prefetch npm",
          "name a directory with one of: "
              + String.join(", ", KNOWN.stream().map(Found::file).toList()));
    }
    return found;
  }
}
