package dev.hermetic.pip.requirements;

import dev.hermetic.pip.version.Operator;
import dev.hermetic.pip.version.Specifier;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.util.List;
import java.util.Optional;

/** The one version that a requirement allows. */
public final class PinnedVersion {
  private PinnedVersion() {}

  /** The version of {@code ==1.2} or {@code ===1.2}; empty for everything else. */
  public static Optional<Version> of(SpecifierSet specifiers) {
    List<Specifier> all = specifiers.specifiers();
    if (all.size() != 1 || all.get(0).isPrefix()) {
      return Optional.empty();
    }
    Operator operator = all.get(0).operator();
    boolean pins = operator.symbol().equals("==") || operator.symbol().equals("===");
    return pins ? Version.tryParse(all.get(0).version()) : Optional.empty();
  }
}
