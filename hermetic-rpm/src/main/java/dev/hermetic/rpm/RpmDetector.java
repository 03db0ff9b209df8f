package dev.hermetic.rpm;

import dev.hermetic.core.Detected;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockfileDetector;
import java.util.ArrayList;
import java.util.List;

/** Finds {@code rpms.lock.yaml}, and {@code rpms.in.yaml}, which can be locked. Stateless. */
public final class RpmDetector implements LockfileDetector {
  private static final String HUMAN = "rpms.in.yaml";

  /** For {@link java.util.ServiceLoader}. */
  public RpmDetector() {}

  @Override
  public String ecosystem() {
    return RpmLayout.ECOSYSTEM;
  }

  @Override
  public List<String> fileNames() {
    return List.of(RpmResolver.LOCKFILE);
  }

  @Override
  public List<Detected> detect(SourceTree tree, RelPath directory) {
    PackageInput input = PackageInput.of(RpmLayout.ECOSYSTEM, directory.value());
    List<Detected> found = new ArrayList<>();
    RelPath lock = directory.resolve(RpmResolver.LOCKFILE);
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
