package dev.hermetic.examples;

import dev.hermetic.core.Detected;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockfileDetector;
import java.util.List;

/** Finds {@code gems.lock}, so that nobody has to name the ecosystem. */
public final class GemsDetector implements LockfileDetector {
  /** A detector. */
  public GemsDetector() {}

  @Override
  public String ecosystem() {
    return GemsResolver.ECOSYSTEM;
  }

  @Override
  public List<String> fileNames() {
    return List.of(GemsResolver.LOCKFILE);
  }

  @Override
  public List<Detected> detect(SourceTree tree, RelPath directory) {
    RelPath file = directory.resolve(GemsResolver.LOCKFILE);
    return tree.isFile(file)
        ? List.of(
            Detected.lockfile(PackageInput.of(GemsResolver.ECOSYSTEM, directory.value()), file))
        : List.of();
  }
}
