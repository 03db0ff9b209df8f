package dev.hermetic.rpm.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import org.junit.jupiter.api.Test;

final class EvrTest {
  @Test
  void splitsEpochVersionAndRelease() {
    assertThat(Evr.parse("2:1.0~rc1-3.fc40")).isEqualTo(new Evr(2, "1.0~rc1", "3.fc40"));
  }

  @Test
  void takesAMissingEpochForZeroAndAMissingReleaseForAny() {
    assertThat(Evr.parse("1.0")).isEqualTo(new Evr(0, "1.0", null));
    assertThat(Evr.parse("1.0").compareTo(Evr.parse("0:1.0-7"))).isZero();
  }

  @Test
  void keepsAColonThatEndsNoEpochInTheVersion() {
    assertThat(Evr.parse("a:1-2")).isEqualTo(new Evr(0, "a:1", "2"));
  }

  @Test
  void letsTheEpochDecideFirst() {
    assertThat(Evr.parse("1:0.1-1")).isGreaterThan(Evr.parse("9.9-9"));
  }

  @Test
  void rejectsAnEpochOfMoreThan32Bits() {
    assertThatThrownBy(() -> Evr.parse("4294967296:1"))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("rpm.evr"));
    assertThatThrownBy(() -> Evr.parse("99999999999999999999:1"))
        .isInstanceOf(InputException.class);
  }

  @Test
  void printsWithoutAnEpochOfZero() {
    assertThat(Evr.parse("0:1-2")).hasToString("1-2");
    assertThat(Evr.parse("3:1-2")).hasToString("3:1-2");
  }
}
