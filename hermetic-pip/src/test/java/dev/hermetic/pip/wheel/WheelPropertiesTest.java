package dev.hermetic.pip.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.PackageName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all file names and names of targets. */
class WheelPropertiesTest {
  @Provide
  Arbitrary<String> likeNames() {
    return Arbitraries.of(
            "a", "B", "1", ".", "-", "-", "_", "py3", "none", "any", ".whl", ".tar.gz", "!", "+",
            "/", " ")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Property
  void anyTextIsFileNameOrRefused(@ForAll String text, @ForAll("likeNames") String close) {
    for (String candidate :
        new String[] {text, close, close + ".whl", close + "-py3-none-any.whl"}) {
      WheelName.tryParse(candidate).ifPresent(WheelPropertiesTest::isSafe);
      SdistName.tryParse(candidate, PackageName.of("a"))
          .ifPresent(sdist -> assertThat(sdist.fileName()).doesNotContain("/", " ", "\\"));
    }
  }

  @Property
  void manyNamesAreReadAsEachOfThem(@ForAll("likeNames") String a, @ForAll("likeNames") String b) {
    WheelNames names = new WheelNames();
    for (String candidate :
        new String[] {
          a + ".whl", a + "-py3-none-any.whl", b, a + "-1-py3-none-any.whl", a + "-1-" + b + ".whl"
        }) {
      assertThat(names.tryParse(candidate)).isEqualTo(WheelName.tryParse(candidate));
      assertThat(names.tryParse(candidate)).isEqualTo(WheelName.tryParse(candidate));
    }
  }

  private static void isSafe(WheelName wheel) {
    assertThat(wheel.fileName()).doesNotContain("/", " ", "\\");
    assertThat(wheel.tags()).isNotEmpty();
  }

  @Property
  void anyTextIsTargetOrRefused(@ForAll String text) {
    try {
      Target target = Target.parse(text);
      assertThat(Target.parse(target.toString())).isEqualTo(target);
    } catch (InputException refused) {
      assertThat(refused.code()).isEqualTo("pip.target");
    }
  }
}
