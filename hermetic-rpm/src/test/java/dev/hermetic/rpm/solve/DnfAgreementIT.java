package dev.hermetic.rpm.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.RpmTools;
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
    Agreement agreement = agreement(flavour);
    assertThat(agreement.mismatches).isEmpty();
    assertThat(agreement.solved).isPositive();
    assertThat(agreement.unsolved).isPositive();
  }

  private Agreement agreement(MadeUniverse.Flavour flavour) throws IOException {
    long seed = Long.getLong("hermetic.rpm.seed", 1);
    int count = Integer.getInteger("hermetic.rpm.universes", 20);
    Agreement agreement = new Agreement();
    try (DnfOracle oracle = new DnfOracle(home)) {
      for (long s = seed; s < seed + count; s++) {
        MadeUniverse universe = new MadeUniverse(s, flavour);
        agreement.compare(flavour + " " + s, universe, oracle.ask(universe));
      }
    }
    return agreement;
  }
}
