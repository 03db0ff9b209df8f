package dev.hermetic.rpm.lock.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.fixtures.RpmTools;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which streams are active, what is left out and what modules and groups install is what the real
 * dnf says. {@code -Dhermetic.rpm.universes} says how many universes of each flavour are compared,
 * of eight requests each, and {@code -Dhermetic.rpm.seed} which is the first.
 */
class ModularAgreementIT {
  @TempDir Path home;

  @BeforeAll
  static void needsDnf() {
    RpmTools.need("dnf");
  }

  @ParameterizedTest
  @EnumSource(ModularUniverse.Flavour.class)
  void choosesTheSameStreamsAndPackages(ModularUniverse.Flavour flavour) throws IOException {
    ModularAgreement agreement = new ModularAgreement(flavour);
    agreement.compare(home, flavour.isWithInstalled() ? 24 : 40);
    assertThat(agreement.mismatches).isEmpty();
    if (flavour.isWithInstalled()) {
      assertThat(agreement.otherWords).isEmpty();
    }
    assertThat(agreement.outcomes).containsKeys("done", "mark", "enable", "solve");
  }
}
