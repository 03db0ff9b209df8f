package dev.hermetic.pip;

import dev.hermetic.core.Detected;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockfileDetector;
import java.util.List;

/**
 * Finds {@code pylock.toml}, else {@code requirements.txt}; else {@code requirements.in}, which can
 * be locked. Stateless.
 */
public final class PipDetector implements LockfileDetector {
  private static final String REQUIREMENTS_IN = "requirements.in";

  /** Creates the detector; done by {@link java.util.ServiceLoader}. */
  public PipDetector() {}

  @Override
  public String ecosystem() {
    return PipArtifact.ECOSYSTEM;
  }

  @Override
  public List<String> fileNames() {
    return List.of(InputFiles.PYLOCK, InputFiles.REQUIREMENTS);
  }

  @Override
  public List<Detected> detect(SourceTree tree, RelPath directory) {
    PackageInput input = PackageInput.of(PipArtifact.ECOSYSTEM, directory.value());
    for (String name : fileNames()) {
      if (tree.isFile(directory.resolve(name))) {
        return List.of(Detected.lockfile(input, directory.resolve(name)));
      }
    }
    RelPath human = directory.resolve(REQUIREMENTS_IN);
    return tree.isFile(human) ? List.of(Detected.unlocked(input, human)) : List.of();
  }
}
