package dev.hermetic.pip.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** File names of wheels (PEP 427, 491) and source distributions (PEP 625). */
class FileNameTest {
  @Test
  void takesTheNameOfAWheelApart() {
    WheelName wheel = WheelName.parse("Foo_Bar-1.0.post2-py2.py3-none-any.whl");
    assertThat(wheel.name()).isEqualTo(PackageName.of("foo-bar"));
    assertThat(wheel.version()).isEqualTo(Version.parse("1.0.post2"));
    assertThat(wheel.build()).isEmpty();
    assertThat(wheel.tags())
        .containsExactly(new Tag("py2", "none", "any"), new Tag("py3", "none", "any"));
  }

  @Test
  void comparesBuildTagsByNumberFirst() {
    BuildTag nine = WheelName.parse("a-1-9-py3-none-any.whl").build().orElseThrow();
    BuildTag ten = WheelName.parse("a-1-10_x-py3-none-any.whl").build().orElseThrow();
    assertThat(nine).isLessThan(ten);
    assertThat(ten).isEqualTo(new BuildTag(BigInteger.TEN, "_x"));
  }

  @Test
  void expandsCompressedTags() {
    assertThat(Tag.parseSet("cp38.cp39-abi3.none-LINUX_x86_64.any")).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-1-py3-none-any.zip",
        "a-1-py3-none.whl",
        "a-1-2-3-py3-none-any.whl",
        "-1-py3-none-any.whl",
        "a__b-1-py3-none-any.whl",
        "a--py3-none-any.whl",
        "a-x-py3-none-any.whl",
        "a-1-build-py3-none-any.whl",
        "a-1-py3--any.whl",
        "a-1-py3-none-.whl",
        "a-1-3py-none-any.whl",
        "a-1-py3-none-any..whl",
        "../a-1-py3-none-any.whl",
        "a-1-py3-none-a/b.whl",
        "a-1-1/../2-py3-none-any.whl",
        "a-1-py3-none-any\u0000.whl",
        "a-1 -py3-none-any.whl",
        "\u00e9-1-py3-none-any.whl",
        "a-1-py3-none-any.WHL",
        "_a-1-py3-none-any.whl",
        "a-1-py3-none-any\\x.whl",
        "a-1-py3-none-any:x.whl",
        ".whl"
      })
  void refusesWhatIsNoWheel(String fileName) {
    assertThatThrownBy(() -> WheelName.parse(fileName))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("pip.wheel-name"));
    assertThat(WheelName.tryParse(fileName)).isEmpty();
  }

  @Test
  void refusesTagsThatExplode() {
    String many = "a.b.c.d.e.f.g.h.i.j.k";
    assertThatThrownBy(() -> WheelName.parse("a-1-" + many + "-" + many + "-" + many + ".whl"))
        .hasMessageEndingWith("has a tag that is none");
    assertThatThrownBy(() -> Tag.parseSet("a" + ".a".repeat(1_000_000) + "-b-c"))
        .isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a-1.0.tar.gz, a, 1.0",
    "a-b-1.0.zip, a-b, 1.0",
    "A.B-1.0.post1.tar.bz2, a-b, 1.0.post1",
    "a-2-3.tgz, a-2, 3"
  })
  void takesTheNameOfASourceDistributionApart(String fileName, String name, String version) {
    SdistName sdist = SdistName.parse(fileName);
    assertThat(sdist.name()).hasToString(name);
    assertThat(sdist.version()).hasToString(version);
  }

  @ParameterizedTest
  @CsvSource({
    "a-b-1.0-1.tar.gz, a-b, 1.0.post1",
    "a-2-3.tgz, a, 2.post3",
    "a-2-3.tgz, a-2, 3",
    "Zope.Interface-5.0a1.tar.gz, zope-interface, 5.0a1",
    "a_b-1-rc1.tar.xz, a-b, 1rc1"
  })
  void needsTheProjectWhereTheNameHasSeveralReadings(
      String fileName, String project, String version) {
    assertThat(SdistName.parse(fileName, PackageName.of(project)).version()).hasToString(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.tar.gz",
        "a-.tar.gz",
        "-1.tar.gz",
        "a-1.egg",
        "a-x.zip",
        "a-1 .zip",
        "../a-1.zip"
      })
  void refusesWhatIsNoSourceDistribution(String fileName) {
    assertThatThrownBy(() -> SdistName.parse(fileName))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("pip.sdist-name"));
    assertThat(SdistName.tryParse(fileName, PackageName.of("a"))).isEmpty();
  }

  @Test
  void refusesFilesOfOtherProjects() {
    assertThatThrownBy(() -> SdistName.parse("a-b-1.0.tar.gz", PackageName.of("a")))
        .hasMessage("'a-b-1.0.tar.gz' is not a source distribution of a");
  }
}
