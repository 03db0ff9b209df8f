package dev.hermetic.rpm.version;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases are those of rpm's own documentation of the order of versions. */
final class VersionOrderTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0, 0",
    "1.0, 2.0, -1",
    "2.0.1, 2.0, 1",
    "5.5p10, 5.5p1, 1",
    "10xyz, 10.1xyz, -1",
    "xyz.4, 8, -1",
    "1b.fc17, 1.fc17, -1",
    "1.0010, 1.9, 1",
    "1.05, 1.5, 0",
    "2_0, 2.0, 0",
    "a+, a_, 0",
    "1.0~rc1, 1.0, -1",
    "1.0~rc1, 1.0~rc2, -1",
    "1.0~rc1~git123, 1.0~rc1, -1",
    "1.0^, 1.0, 1",
    "1.0^git1, 1.0.1, -1",
    "1.0^git1, 1.0^git2, -1",
    "1.0^20160101, 1.0^20160101^git1, -1",
    "1.0~rc1^git1, 1.0~rc1, 1",
    "1.0^git1~pre, 1.0^git1, -1"
  })
  void ordersLikeRpm(String left, String right, int order) {
    assertThat(Integer.signum(VersionOrder.INSTANCE.compare(left, right))).isEqualTo(order);
    assertThat(Integer.signum(VersionOrder.INSTANCE.compare(right, left))).isEqualTo(-order);
  }

  @Property
  void turnsAround(@ForAll("versions") String left, @ForAll("versions") String right) {
    assertThat(Integer.signum(VersionOrder.INSTANCE.compare(left, right)))
        .isEqualTo(-Integer.signum(VersionOrder.INSTANCE.compare(right, left)));
  }

  @Property
  void isEqualToItselfWhateverSeparates(@ForAll("versions") String text) {
    assertThat(VersionOrder.INSTANCE.compare(text, text.replace('.', '_'))).isZero();
  }

  @Property
  void tildeIsOlderAndCaretNewer(@ForAll("versions") String text, @ForAll("versions") String more) {
    assertThat(VersionOrder.INSTANCE.compare(text + "~" + more, text)).isNegative();
    assertThat(VersionOrder.INSTANCE.compare(text + "^" + more, text)).isPositive();
  }

  @Provide
  Arbitrary<String> versions() {
    return Arbitraries.strings().withChars("019aZ.~^").ofMaxLength(8);
  }
}
