package dev.hermetic.pip;

import dev.hermetic.pip.version.Specifier;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.util.Optional;

/** The one version that a requirement names. */
final class Pin {
  private Pin() {}

  /** The version of {@code ==1.0} or {@code ===1.0}; empty for anything else. */
  static Optional<Version> of(SpecifierSet specifiers) {
    if (specifiers.specifiers().size() != 1) {
      return Optional.empty();
    }
    Specifier only = specifiers.specifiers().get(0);
    String text = only.toString();
    String version =
        text.startsWith("===") ? text.substring(3) : text.startsWith("==") ? text.substring(2) : "";
    return Version.tryParse(version.strip());
  }
}
