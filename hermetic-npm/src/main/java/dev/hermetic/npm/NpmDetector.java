package dev.hermetic.npm;

import dev.hermetic.core.Detected;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockfileDetector;
import java.util.List;

/** Finds the lock that npm would use: the shrinkwrap before the package lock. Stateless. */
public final class NpmDetector implements LockfileDetector {
  /** Creates the detector; done by {@link java.util.ServiceLoader}. */
  public NpmDetector() {}

  @Override
  public String ecosystem() {
    return NpmLayout.ECOSYSTEM;
  }

  @Override
  public List<String> fileNames() {
    return LockfileReader.NAMES;
  }

  @Override
  public List<Detected> detect(SourceTree tree, RelPath directory) {
    for (String name : LockfileReader.NAMES) {
      RelPath file = directory.resolve(name);
      if (tree.isFile(file)) {
        return List.of(
            Detected.lockfile(PackageInput.of(NpmLayout.ECOSYSTEM, directory.value()), file));
      }
    }
    return List.of();
  }
}
