package dev.hermetic.pip.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PEP 440, by its own examples. */
class VersionTest {
  @ParameterizedTest
  @CsvSource({
    "1.1RC1, 1.1rc1",
    "00, 0",
    "09000, 9000",
    "1.1.a1, 1.1a1",
    "1.1-a1, 1.1a1",
    "1.1a.1, 1.1a1",
    "1.1alpha1, 1.1a1",
    "1.1beta2, 1.1b2",
    "1.1c3, 1.1rc3",
    "1.2a, 1.2a0",
    "1.2-post2, 1.2.post2",
    "1.0-r4, 1.0.post4",
    "1.2.post, 1.2.post0",
    "1.0-1, 1.0.post1",
    "1.2-dev2, 1.2.dev2",
    "1.2.dev, 1.2.dev0",
    "1.0+ubuntu-1, 1.0+ubuntu.1",
    "v1.0, 1.0",
    "1!2.0, 1!2.0",
    "'  1.0\t', 1.0"
  })
  void normalizesWhatTheSpecificationNormalizes(String text, String normalized) {
    assertThat(Version.parse(text)).hasToString(normalized);
  }

  @Test
  void ordersAsTheSpecificationDoes() {
    List<String> ascending =
        List.of(
            "1.dev0",
            "1.0.dev456",
            "1.0a1",
            "1.0a2.dev456",
            "1.0a12.dev456",
            "1.0a12",
            "1.0b1.dev456",
            "1.0b2",
            "1.0b2.post345.dev456",
            "1.0b2.post345",
            "1.0rc1.dev456",
            "1.0rc1",
            "1.0",
            "1.0+abc.5",
            "1.0+abc.7",
            "1.0+5",
            "1.0.post456.dev34",
            "1.0.post456",
            "1.0.15",
            "1.1.dev1",
            "1!0.1");
    assertThat(ascending.stream().map(Version::parse)).isSorted();
    assertThat(ascending.stream().map(Version::parse).distinct()).hasSameSizeAs(ascending);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1.",
        ".1",
        "1..2",
        "1.0+",
        "1.0+a..b",
        "1.0++a",
        "1!",
        "!1",
        "1!2!3",
        "french toast",
        "1.0a1a1",
        "1.0-",
        "1.0.dev1.post1",
        "1.0 a1",
        "1.0\u0000",
        "1.\u0660",
        "\uff11.0",
        "1.0+\u212a",
        "-1",
        "1,0",
        "1.*",
        "v",
        "vv1",
        "1.0po\u017ft1",
        "1.0+a_",
        "1.0+_a"
      })
  void refusesWhatIsNoVersion(String text) {
    assertThat(Version.tryParse(text)).isEmpty();
  }

  @Test
  void namesTheTextThatIsNoVersion() {
    assertThatThrownBy(() -> Version.parse("1.0\u202e\n+x!"))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("pip.version"))
        .hasMessage("'1.0\\u202e\\u000a+x!' is not a version of a Python package");
  }

  @Test
  void takesNumbersOfAnyLengthThatFits() {
    String digits = "9".repeat(900);
    assertThat(Version.parse(digits)).isLessThan(Version.parse("1" + "0".repeat(900)));
    assertThat(Specifier.parse(">" + digits + ".dev9").contains(Version.parse(digits))).isTrue();
  }

  @Test
  void refusesTextsOfNoUse() {
    assertThat(Version.tryParse("1".repeat(1001))).isEmpty();
    assertThat(Version.tryParse("1" + ".0".repeat(1_000_000))).isEmpty();
    assertThatThrownBy(() -> SpecifierSet.parse("==1,".repeat(1_000_000)))
        .isInstanceOf(InputException.class);
  }

  @Test
  void readsManyHostileTextsInLinearTime() {
    // Each would keep a backtracking expression busy for longer than anyone waits.
    for (String part : List.of("1.", "0", "a", "-", "1-", "rc", "dev", "+a.", "post.", "_")) {
      String text = "1" + part.repeat(990 / part.length()) + "!";
      for (int i = 0; i < 2_000; i++) {
        assertThat(Version.tryParse(text)).isEmpty();
        assertThat(Specifier.tryParse("~=" + text)).isEmpty();
      }
    }
  }

  @Test
  void knowsItsParts() {
    Version version = Version.parse("1!2.3.4rc5.post6.dev7+Local.8");
    assertThat(version.publicVersion()).hasToString("1!2.3.4rc5.post6.dev7");
    assertThat(version.baseVersion()).hasToString("1!2.3.4");
    assertThat(version.local()).contains("local.8");
    assertThat(List.of(version.major(), version.minor(), version.micro())).containsExactly(2, 3, 4);
    assertThat(version.releaseLength()).isEqualTo(3);
  }

  @Test
  void roundsNumbersThatNoIntHolds() {
    assertThat(Version.parse("99999999999").major()).isEqualTo(Integer.MAX_VALUE);
    assertThat(Version.parse("1").minor()).isZero();
  }
}
