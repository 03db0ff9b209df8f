package dev.hermetic.generic;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.CacheLayout;

/** Puts each file at {@code deps/generic/<filename>}; builds find it there by themselves. */
public final class GenericLayout implements CacheLayout {
  /** The attribute of an artifact that holds its place. */
  static final String FILENAME = "filename";

  /** A layout. */
  public GenericLayout() {}

  @Override
  public String ecosystem() {
    return GenericResolver.ECOSYSTEM;
  }

  /**
   * The {@code filename} of the artifact.
   *
   * @throws InputException with code {@code input.path} when it is missing or leads elsewhere
   */
  @Override
  public RelPath place(Artifact artifact) {
    return artifact
        .attribute(FILENAME)
        .map(RelPath::of)
        .filter(path -> !path.isRoot())
        .orElseThrow(() -> InputException.of("input.path", artifact + " has no file name"));
  }
}
