package dev.hermetic.generic;

import dev.hermetic.core.Detected;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockfileDetector;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds {@code artifacts.lock.yaml}, and {@code artifacts.in.yaml}, which can be locked. Stateless.
 */
public final class GenericDetector implements LockfileDetector {
  private static final String HUMAN = "artifacts.in.yaml";

  /** A detector. */
  public GenericDetector() {}

  @Override
  public String ecosystem() {
    return GenericResolver.ECOSYSTEM;
  }

  @Override
  public List<String> fileNames() {
    return List.of(GenericResolver.LOCKFILE);
  }

  @Override
  public List<Detected> detect(SourceTree tree, RelPath directory) {
    PackageInput input = PackageInput.of(GenericResolver.ECOSYSTEM, directory.value());
    List<Detected> found = new ArrayList<>();
    RelPath lock = directory.resolve(GenericResolver.LOCKFILE);
    if (tree.isFile(lock)) {
      found.add(Detected.lockfile(input, lock));
    }
    RelPath human = directory.resolve(HUMAN);
    if (tree.isFile(human)) {
      found.add(Detected.unlocked(input, human));
    }
    return found;
  }
}
