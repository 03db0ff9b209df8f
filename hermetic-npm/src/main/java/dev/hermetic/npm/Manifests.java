package dev.hermetic.npm;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The {@code package.json} files that npm reads besides a lock. */
final class Manifests {
  private Manifests() {}

  /**
   * Those of the package directory, its workspaces and the directories it links, sorted by path.
   *
   * @throws IOException when reading fails
   */
  static List<SourceFile> of(SourceTree source, RelPath directory, Lockfile lock)
      throws IOException {
    TreeSet<RelPath> paths = new TreeSet<>();
    paths.add(directory.resolve("package.json"));
    lock.links().forEach(link -> paths.add(link.resolve("package.json")));
    List<SourceFile> manifests = new ArrayList<>();
    for (RelPath path : paths) {
      if (source.isFile(path)) {
        manifests.add(NpmJson.file(source, path));
      }
    }
    return List.copyOf(manifests);
  }
}
