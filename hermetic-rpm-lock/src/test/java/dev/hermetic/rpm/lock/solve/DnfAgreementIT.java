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
 * What is chosen among made-up packages is what the real dnf chooses. {@code
 * -Dhermetic.rpm.universes} says how many universes of each flavour are compared, of twelve
 * requests each, and {@code -Dhermetic.rpm.seed} which is the first.
 */
class DnfAgreementIT {
  @TempDir Path home;

  @BeforeAll
  static void needsDnf() {
    RpmTools.need("dnf");
  }

  @ParameterizedTest
  @EnumSource
  void choosesTheSamePackages(MadeUniverse.Flavour flavour) throws IOException {
    PackageAgreement agreement = new PackageAgreement(flavour);
    agreement.compare(home, 20);
    assertThat(agreement.mismatches).isEmpty();
    assertThat(agreement.outcomes).containsKeys("install", "unsolvable");
  }
}
