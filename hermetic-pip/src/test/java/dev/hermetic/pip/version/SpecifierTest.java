package dev.hermetic.pip.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Version specifiers of PEP 440, by its own examples and its rules in words. */
class SpecifierTest {
  @ParameterizedTest
  @CsvSource({
    "~=2.2, 2.3, true",
    "~=2.2, 3.0, false",
    "~=2.2, 2.1, false",
    "~=2.2.post3, 2.3, true",
    "~=2.2.post3, 2.2, false",
    "~=1.4.5a4, 1.4.5a5, true",
    "~=1.4.5a4, 1.5, false",
    "==1.1, 1.1.post1, false",
    "==1.1.*, 1.1.post1, true",
    "==1.1.*, 1.1a1, true",
    "==1.1, 1.1+local, true",
    "==1.1+local, 1.1, false",
    "!=1.1, 1.1.post1, true",
    "!=1.1.*, 1.1.post1, false",
    "<=1.1, 1.1+local, true",
    ">1.7, 1.7.0.post1, false",
    ">1.7, 1.7.1, true",
    ">1.7.post2, 1.7.1, true",
    ">1.7.post2, 1.7.0.post3, true",
    ">1.7, 1.7+local, false",
    "<3.1, 3.1.dev0, false",
    "<3.1, 3.0.9, true",
    "<3.1rc1, 3.1b2, true",
    "===1.0, 1.0, true",
    "===1.0, 1.0.0, false"
  })
  void containsWhatTheSpecificationSays(String specifier, String version, boolean contained) {
    assertThat(Specifier.parse(specifier).contains(Version.parse(version))).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.0",
        "=1.0",
        "=>1.0",
        "<>1.0",
        "~=1",
        "~=1.0.*",
        ">=1.*",
        ">=1.0+l",
        "==1.0a1.*",
        "==1.0.*+l",
        "==1.0.*.*",
        "== 1 .0",
        "===a b",
        "===a;b",
        "===a)",
        ">=\u0661",
        "==.*",
        "<"
      })
  void refusesWhatIsNoSpecifier(String text) {
    assertThat(Specifier.tryParse(text)).isEmpty();
  }

  @Test
  void comparesAnyTextWithArbitraryEquality() {
    Specifier specifier = Specifier.parse("=== Build_7");
    assertThat(specifier.contains("build_7")).isTrue();
    assertThat(specifier.contains("build-7")).isFalse();
    assertThat(specifier.toRanges().isEmpty()).isTrue();
  }

  @Test
  void satisfiesNothingElseWithTextsThatAreNoVersions() {
    assertThat(Specifier.parse(">=0").contains("lin64")).isFalse();
    assertThat(Specifier.parse("!=1").contains("lin64")).isFalse();
  }

  @Test
  void takesPrereleasesOnlyWhereNamedOrAlone() {
    List<Version> versions = List.of(Version.parse("1.0"), Version.parse("1.1b1"));
    assertThat(SpecifierSet.parse(">=1").filter(versions)).containsExactly(Version.parse("1.0"));
    assertThat(SpecifierSet.parse(">1").filter(versions)).containsExactly(Version.parse("1.1b1"));
    assertThat(SpecifierSet.parse(">=1a1").filter(versions)).isEqualTo(versions);
    assertThat(SpecifierSet.parse(">=1,!=1.1a1").filter(versions)).hasSize(1);
  }

  @Test
  void equalsByMeaning() {
    assertThat(SpecifierSet.parse(">= 1.0,<2")).isEqualTo(SpecifierSet.parse("<2.0.0,>=1"));
    assertThat(Specifier.parse("~=1.0")).isNotEqualTo(Specifier.parse("~=1.0.0"));
    assertThat(Specifier.parse("==1.0.*")).isNotEqualTo(Specifier.parse("==1.*"));
  }

  @Test
  void printsSortedWithoutRepetitions() {
    assertThat(SpecifierSet.parse(" >=1.0 , <2, >=1.0")).hasToString("<2,>=1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">=1.0,<2;>=1.0,<2",
        "==1.0;==1.0",
        "!=1.0;<1.0 | >1.0",
        ">1,<=3;>1,<=3",
        ">2,<1;none",
        "!=1.*;<1 | >=2.dev0",
        "'';*",
        ">=1,<2,>=1.5;>=1.5,<2"
      })
  void saysItsRangesInWords(String specifiers, String words) {
    assertThat(SpecifierSet.parse(specifiers).toRanges()).hasToString(words);
  }

  @Test
  void findsThatNoVersionLiesBetween() {
    // Behind 1.0 and its local versions the next one is 1.0.post0.dev0.
    assertThat(SpecifierSet.parse(">1.0.post0,<1.0.post1").toRanges().isEmpty()).isTrue();
    assertThat(SpecifierSet.parse(">1.0a1,<1.0a2.dev0").toRanges().isEmpty()).isTrue();
    assertThat(SpecifierSet.parse(">1.0,<1.0.1").toRanges().isEmpty()).isFalse();
    assertThat(SpecifierSet.parse("<0").toRanges().isEmpty()).isTrue();
    assertThat(SpecifierSet.parse(">=0.dev0").toRanges().isAll()).isTrue();
  }
}
