package dev.hermetic.core.internal.engine;

import dev.hermetic.core.LayoutException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.internal.output.OutputPaths;
import java.util.HashMap;
import java.util.Map;

/**
 * Which file of one ecosystem belongs to whom. Finds paths that would meet, also on file systems
 * that ignore case or normalise Unicode, and paths that would be file and directory at once. Each
 * claim costs constant time for a directory seen before.
 */
final class Claims {
  private record Claim(RelPath path, String identity, Object owner) {}

  private final String ecosystem;
  private final Map<String, Claim> files = new HashMap<>();
  private final Map<String, Claim> directories = new HashMap<>();

  Claims(String ecosystem) {
    this.ecosystem = ecosystem;
  }

  /**
   * Claims a file.
   *
   * @param identity equal texts mean provably equal bytes
   * @param owner printed in messages
   * @return whether the path is new; false when it was claimed with the same identity
   * @throws LayoutException with code {@code layout.path}, {@code layout.collision} or {@code
   *     layout.file-and-directory}
   */
  boolean claim(RelPath path, String identity, Object owner) {
    if (path.isRoot()) {
      throw new LayoutException(
          "layout.path", owner.toString(), owner + " has no file name in " + directory());
    }
    String key = path.foldedKey();
    Claim claim = new Claim(path, identity, owner);
    Claim earlier = files.putIfAbsent(key, claim);
    if (earlier != null) {
      if (earlier.path.equals(path) && earlier.identity.equals(identity)) {
        return false;
      }
      throw collision(claim, earlier);
    }
    Claim below = directories.get(key);
    if (below != null) {
      throw fileAndDirectory(claim, below);
    }
    claimParents(key, claim);
    return true;
  }

  private void claimParents(String key, Claim claim) {
    for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      String parent = key.substring(0, slash);
      Claim file = files.get(parent);
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

  private LayoutException collision(Claim claim, Claim earlier) {
    String paths =
        claim.path.equals(earlier.path)
            ? "would share one file"
            : "have names that differ only in case or Unicode form ('" + earlier.path + "')";
    return new LayoutException(
        "layout.collision",
        directory() + "/" + claim.path,
        directory() + "/" + claim.path + ": " + earlier.owner + " and " + claim.owner + " " + paths,
        "prefetch the inputs that disagree into different output directories");
  }

  private LayoutException fileAndDirectory(Claim file, Claim below) {
    return new LayoutException(
        "layout.file-and-directory",
        directory() + "/" + file.path,
        directory()
            + "/"
            + file.path
            + ": this is the file of "
            + file.owner
            + " and a directory for "
            + below.owner,
        "rename one of them");
  }
}
