package dev.hermetic.pip;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.wheel.WheelName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of a package that its lock allows.
 *
 * @param filename its name, as clients look for it
 * @param wheel the parts of the name of a wheel; empty for source distributions
 * @param url where it can be had; empty for a file that the project brings along
 * @param expected which bytes it must be
 * @param size its size in bytes, where the lock or the index states it
 * @param requiresPython the Python versions it is for, where that is known
 * @param yanked why it was yanked, where it was
 */
record Offer(
    String filename,
    Optional<WheelName> wheel,
    Optional<SafeUri> url,
    ExpectedDigests expected,
    OptionalLong size,
    Optional<SpecifierSet> requiresPython,
    Optional<String> yanked) {

  boolean isWheel() {
    return wheel.isPresent();
  }

  /** A wheel that fits every environment that some version of Python 3 fits. */
  boolean isUniversal() {
    return wheel.stream()
        .flatMap(name -> name.tags().stream())
        .anyMatch(
            tag ->
                tag.interpreter().equals("py3")
                    && tag.abi().equals("none")
                    && tag.platform().equals("any"));
  }
}
