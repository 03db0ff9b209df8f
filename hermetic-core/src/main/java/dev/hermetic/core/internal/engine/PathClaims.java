package dev.hermetic.core.internal.engine;

import dev.hermetic.core.LayoutException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.internal.output.OutputPaths;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which file of one ecosystem belongs to whom. Finds paths that would meet, also on file systems
 * that ignore case or normalise Unicode, and paths that would be file and directory at once. Each
 * claim costs constant time for a directory seen before.
 *
 * @param <T> who claims, printed in messages
 */
final class PathClaims<T> {
  private record Claim<T>(RelPath path, T owner) {}

  private final String ecosystem;
  private final Map<String, Claim<T>> files = new HashMap<>();
  private final Map<String, Claim<T>> directories = new HashMap<>();

  PathClaims(String ecosystem) {
    this.ecosystem = ecosystem;
  }

  /**
   * Claims a file, unless exactly that path was claimed before.
   *
   * @return whoever claimed that path before, null when it is new
   * @throws LayoutException with code {@code layout.path}, {@code layout.collision} or {@code
   *     layout.file-and-directory}
   */
  @Nullable T claim(RelPath path, T owner) {
    if (path.isRoot()) {
      throw LayoutException.builder("layout.path")
          .subject(owner.toString())
          .message(owner + " has no file name in " + directory())
          .build();
    }
    String key = path.foldedKey();
    Claim<T> claim = new Claim<>(path, owner);
    Claim<T> earlier = files.putIfAbsent(key, claim);
    if (earlier != null) {
      if (earlier.path.equals(path)) {
        return earlier.owner;
      }
      String forms = "have names that differ only in case or Unicode form ('" + earlier.path + "')";
      throw collision(path, earlier.owner, owner, forms);
    }
    Claim<T> below = directories.get(key);
    if (below != null) {
      throw fileAndDirectory(claim, below);
    }
    claimParents(key, claim);
    return null;
  }

  private void claimParents(String key, Claim<T> claim) {
    for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      String parent = key.substring(0, slash);
      Claim<T> file = files.get(parent);
      if (file != null) {
        throw fileAndDirectory(file, claim);
      }
      if (directories.putIfAbsent(parent, claim) != null) {
        return;
      }
    }
  }

  private String directory() {
    return OutputPaths.directory(ecosystem);
  }

  /**
   * A failure of two that cannot both have a path.
   *
   * @param why what stands behind their names
   */
  LayoutException collision(RelPath path, Object earlier, Object later, String why) {
    String file = directory() + "/" + path;
    return LayoutException.builder("layout.collision")
        .subject(file)
        .message(file + ": " + earlier + " and " + later + " " + why)
        .hints("prefetch the inputs that disagree into different output directories")
        .build();
  }

  private LayoutException fileAndDirectory(Claim<T> file, Claim<T> below) {
    return LayoutException.builder("layout.file-and-directory")
        .subject(directory() + "/" + file.path)
        .message(
            directory()
                + "/"
                + file.path
                + ": this is the file of "
                + file.owner
                + " and a directory for "
                + below.owner)
        .hints("rename one of them")
        .build();
  }
}
