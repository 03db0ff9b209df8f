package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.WheelName;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hermeto's filter, field by field, as its documentation has it. */
class BinaryFilterTest {
  private static BinaryFilter filter(String field, Object value) {
    Map<String, Object> fields = new HashMap<>();
    if (!field.isEmpty()) {
      fields.put(field, value);
    }
    return BinaryFilter.of(Options.of(Map.of("binary", fields))).orElseThrow();
  }

  private static boolean accepts(String field, Object value, String tag) {
    return filter(field, value).accepts(WheelName.parse("demo-1.0-" + tag + ".whl"));
  }

  @ParameterizedTest
  @CsvSource({
    "py3-none-any, true",
    "cp312-cp312-manylinux_2_17_x86_64, true",
    "cp38-abi3-linux_x86_64, true",
    "pp310-pypy310_pp73-manylinux_2_17_x86_64, false",
    "cp312-cp312-manylinux_2_17_aarch64, false",
    "cp312-cp312-macosx_11_0_arm64, false",
    "cp312-cp312-win_amd64, false"
  })
  void isForCpythonOnLinuxByDefault(String tag, boolean accepted) {
    assertThat(accepts("", "", tag)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "arch, 'aarch64, ppc64le', cp312-cp312-manylinux_2_17_ppc64le, true",
    "arch, 'aarch64, ppc64le', cp312-cp312-manylinux_2_17_x86_64, false",
    "arch, :all:, cp312-cp312-manylinux_2_17_s390x, true",
    "os, macosx, cp312-cp312-macosx_11_0_x86_64, true",
    "os, macosx, cp312-cp312-linux_x86_64, false",
    "py_impl, pp, pp310-pypy310_pp73-linux_x86_64, true",
    "py_impl, pp, cp312-cp312-linux_x86_64, false",
    "py_impl, pp, py3-none-any, true",
    "abi, cp311, cp311-cp311-linux_x86_64, true",
    "abi, cp311, cp312-cp312-linux_x86_64, false",
    "abi, cp311, cp38-abi3-linux_x86_64, true",
    "platform, 'musllinux.*x86', cp312-cp312-musllinux_1_2_x86_64, true",
    "platform, 'musllinux.*x86', cp312-cp312-manylinux_2_17_x86_64, false"
  })
  void filtersByEachField(String field, String value, String tag, boolean accepted) {
    assertThat(accepts(field, value, tag)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "cp312-cp312-linux_x86_64, true",
    "cp311-cp311-linux_x86_64, false",
    "cp38-abi3-linux_x86_64, true",
    "cp313-abi3-linux_x86_64, false",
    "cp311-none-linux_x86_64, true",
    "py3-none-any, true",
    "py2-none-any, false"
  })
  void takesOlderVersionsWithAStableInterface(String tag, boolean accepted) {
    assertThat(accepts("py_version", 312, tag)).isEqualTo(accepted);
  }

  @Test
  void namedPackagesWantWheelsOnlyAndOthersNone() {
    BinaryFilter filter = filter("packages", "Numpy,torch");

    assertThat(filter.wantsOnlyWheels(PackageName.of("numpy"))).isTrue();
    assertThat(filter.wantsWheels(PackageName.of("other"))).isFalse();
    assertThat(filter("", "").wantsOnlyWheels(PackageName.of("numpy"))).isFalse();
  }

  @Test
  void theOldFlagAcceptsEverything() {
    BinaryFilter filter = BinaryFilter.of(Options.of(Map.of("allow_binary", true))).orElseThrow();

    assertThat(filter.accepts(WheelName.parse("demo-1.0-cp27-cp27mu-win_arm64.whl"))).isTrue();
    assertThat(BinaryFilter.of(Options.of(Map.of("allow_binary", false)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"arch, ' , '", "platform, '('", "py_version, 312"})
  void refusesValuesWithoutMeaning(String field, String value) {
    assertThatThrownBy(() -> filter(field, value))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("input.option"));
  }

  @Test
  void refusesAPlatformBesideAnArchitecture() {
    Map<String, Object> fields = Map.of("platform", "linux", "arch", "aarch64");
    assertThatThrownBy(() -> BinaryFilter.of(Options.of(Map.of("binary", fields))))
        .isInstanceOf(InputException.class);
  }
}
