package dev.hermetic.pip.requirements;

import dev.hermetic.core.Location;

/**
 * An option that stands for a whole file tree.
 *
 * @param option which
 * @param value its value, empty for options without one; may hold secrets of a URL
 * @param location where it stands
 */
public record GlobalOption(PipOption option, String value, Location location) {
  /** The option without its value, which may be secret. */
  @Override
  public String toString() {
    return location + ": " + option.longName();
  }
}
