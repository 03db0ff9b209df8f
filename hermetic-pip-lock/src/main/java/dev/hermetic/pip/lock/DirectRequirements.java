package dev.hermetic.pip.lock;

import dev.hermetic.core.Location;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Specifier;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that people wrote about what is to be locked.
 *
 * @param requirements what is asked for
 * @param constraints what limits versions without asking for anything
 * @param overrides what takes the place of all requirements of a package
 * @param requiresPython the Python versions the project says it is for
 * @param at the file that is locked, for messages
 */
record DirectRequirements(
    List<StatedRequirement> requirements,
    Map<PackageName, List<StatedRequirement>> constraints,
    Map<PackageName, List<StatedRequirement>> overrides,
    Optional<SpecifierSet> requiresPython,
    Location at) {
  /** All of them. */
  Stream<StatedRequirement> all() {
    return Stream.of(
            requirements.stream(),
            constraints.values().stream().flatMap(List::stream),
            overrides.values().stream().flatMap(List::stream))
        .flatMap(statedRequirements -> statedRequirements);
  }

  /** Whether pre-releases of a package are spoken of. */
  boolean namePrerelease(PackageName name) {
    return all()
        .filter(want -> want.requirement().name().equals(name))
        .anyMatch(want -> want.requirement().specifiers().namesPrerelease());
  }

  /** The versions of a package that are asked for exactly. */
  List<Version> pins(PackageName name) {
    List<Version> pins = new ArrayList<>();
    all()
        .filter(want -> want.requirement().name().equals(name))
        .flatMap(want -> want.requirement().specifiers().specifiers().stream())
        .forEach(specifier -> pin(specifier).ifPresent(pins::add));
    return pins;
  }

  /** The one version that a specifier allows, if it is of that kind (PEP 592). */
  static Optional<Version> pin(Specifier specifier) {
    String text = specifier.toString();
    boolean exact = text.startsWith("==") && !specifier.isPrefix();
    return exact ? Version.tryParse(specifier.version()) : Optional.empty();
  }
}
