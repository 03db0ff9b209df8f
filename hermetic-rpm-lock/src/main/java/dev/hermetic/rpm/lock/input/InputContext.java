package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import java.util.Optional;

/**
 * What the packages come on top of.
 *
 * @param family which of the kinds it is
 * @param flatpak whether {@code container.yaml} beside the input names packages, too
 */
public record InputContext(Family family, boolean flatpak) {
  /** The kinds of context. */
  public sealed interface Family {
    /** Where it is asked for. */
    Location at();
  }

  /**
   * An empty system.
   *
   * @param at file and line
   */
  public record Bare(Location at) implements Family {}

  /**
   * The packages of an image.
   *
   * @param at file and line
   * @param reference the name of the image
   */
  public record Image(Location at, String reference) implements Family {}

  /**
   * The packages of the base image of a stage.
   *
   * @param spec which stage of which file
   */
  public record Containerfile(ContainerfileSpec spec) implements Family {
    @Override
    public Location at() {
      return spec.at();
    }
  }

  /**
   * The packages of the base image of the Containerfile beside the input, which {@code flatpak}
   * without another context means.
   *
   * @param at file and line
   */
  public record Beside(Location at) implements Family {}

  /**
   * An empty system and the packages that a treefile of rpm-ostree names.
   *
   * @param at file and line
   * @param file the treefile, relative to the source tree
   */
  public record Treefile(Location at, RelPath file) implements Family {}

  /**
   * The packages of a system.
   *
   * @param at file and line
   * @param directory ours: the root of the system or its database of packages, relative to the
   *     source tree; empty when the machine itself is meant
   */
  public record LocalSystem(Location at, Optional<RelPath> directory) implements Family {}
}
