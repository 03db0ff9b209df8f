package dev.hermetic.pip.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.version.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Target environments. */
class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "cp312-linux-x86_64-glibc2.28, cp312-linux-x86_64-glibc2.28",
    "cp312-linux-x86_64, cp312-linux-x86_64-glibc2.28",
    "cp3.12-linux-amd64, cp312-linux-x86_64-glibc2.28",
    "cp3.12.0-linux-arm64-musl1.2, cp312-linux-aarch64-musl1.2",
    "cp3.12.4-linux-ppc64le-glibc2.17, cp3.12.4-linux-ppc64le-glibc2.17",
    "cp313t-windows-x86_64, cp313t-windows-amd64",
    "cp3.14.0rc1t-windows-arm64, cp3.14.0rc1t-windows-arm64",
    "cp3.14rc1-windows-x86, cp3.14.0rc1-windows-x86",
    "cp312-macos-aarch64, cp312-macos-arm64-13.0",
    "pp310-macos-x86_64-10.15, pp310-macos-x86_64-10.15"
  })
  void readsNamesAndPrintsThemInOneForm(String name, String printed) {
    assertThat(Target.parse(name)).hasToString(printed).isEqualTo(Target.parse(printed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cp312",
        "cp312-linux",
        "py312-linux-x86_64",
        "cp-linux-x86_64",
        "cp3-linux-x86_64",
        "cp2.7-linux-x86_64",
        "cp312t-linux-x86_64",
        "pp310t-linux-x86_64",
        "cp312-plan9-x86_64",
        "cp312-linux-mips",
        "cp312-linux-x86_64-glibc",
        "cp312-linux-x86_64-glibc2",
        "cp312-linux-x86_64-glibc3.0",
        "cp312-linux-x86_64-musl2.0",
        "cp312-linux-x86_64-bionic1.0",
        "cp312-linux-x86_64-glibc2.999",
        "cp312-linux-x86_64-glibc-2.28",
        "cp312-windows-amd64-10.0",
        "cp312-macos-ppc-10.5",
        "cp312-macos-arm64-10.15",
        "cp1!3.12-linux-x86_64",
        "cp\u0663-linux-x86_64",
        "cp3.12.post1-linux-x86_64",
        "cp3.999-linux-x86_64",
        "cp3.12.4.5-linux-x86_64",
        "cp3.12+l-linux-x86_64"
      })
  void refusesWhatIsNoTarget(String name) {
    assertThatThrownBy(() -> Target.parse(name))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.code()).isEqualTo("pip.target");
              assertThat(e.hints()).isNotEmpty();
            });
  }

  @Test
  void describesItsEnvironment() {
    assertThat(Target.parse("cp3.12.4-windows-amd64").markerEnvironment().values())
        .containsEntry("implementation_name", "cpython")
        .containsEntry("implementation_version", "3.12.4")
        .containsEntry("os_name", "nt")
        .containsEntry("platform_machine", "AMD64")
        .containsEntry("platform_python_implementation", "CPython")
        .containsEntry("platform_release", "")
        .containsEntry("platform_system", "Windows")
        .containsEntry("python_full_version", "3.12.4")
        .containsEntry("python_version", "3.12")
        .containsEntry("sys_platform", "win32");
    assertThat(Target.parse("pp310-macos-arm64-14.0").markerEnvironment().values())
        .containsEntry("implementation_name", "pypy")
        .containsEntry("platform_python_implementation", "PyPy")
        .containsEntry("sys_platform", "darwin");
  }

  @Test
  void hasTheFirstPatchVersionWhereNoneIsGiven() {
    Target target = Target.parse("cp312-linux-x86_64");
    assertThat(target.pythonVersion()).isEqualTo(Version.parse("3.12.0"));
    assertThat(target.markerEnvironment().pythonFullVersion()).isEqualTo("3.12.0");
  }

  @ParameterizedTest
  @CsvSource({
    "cp312-linux-x86_64-glibc2.17, a-1-cp312-cp312-manylinux2014_x86_64.whl, true",
    "cp312-linux-x86_64-glibc2.17, a-1-cp312-cp312-manylinux_2_28_x86_64.whl, false",
    "cp312-linux-x86_64-glibc2.28, a-1-cp312-cp312-musllinux_1_1_x86_64.whl, false",
    "cp312-linux-x86_64-musl1.2, a-1-cp312-cp312-musllinux_1_1_x86_64.whl, true",
    "cp312-linux-ppc64le-glibc2.28, a-1-7-cp312-cp312-linux_ppc64le.whl, true",
    "cp312-linux-x86_64-glibc2.28, a-1-cp38-abi3-manylinux_2_5_x86_64.manylinux1_x86_64.whl, true",
    "cp312-linux-x86_64-glibc2.28, a-1-cp313-abi3-linux_x86_64.whl, false",
    "cp313t-linux-x86_64-glibc2.28, a-1-cp313-cp313t-linux_x86_64.whl, true",
    "cp313t-linux-x86_64-glibc2.28, a-1-cp38-abi3-linux_x86_64.whl, false",
    "cp313-linux-x86_64-glibc2.28, a-1-cp313-cp313t-linux_x86_64.whl, false",
    "cp312-macos-arm64-13.0, a-1-cp312-cp312-macosx_10_13_universal2.whl, true",
    "cp312-macos-arm64-13.0, a-1-cp312-cp312-macosx_14_0_arm64.whl, false",
    "cp312-windows-amd64, a-1-py3-none-win_amd64.whl, true",
    "cp312-windows-x86, a-1-cp312-cp312-win32.whl, true",
    "pp310-linux-x86_64-glibc2.17, a-1-pp310-pypy310_pp73-manylinux_2_17_x86_64.whl, true",
    "cp312-linux-s390x-glibc2.28, a-1-py2.py3-none-any.whl, true",
    "cp312-linux-s390x-glibc2.28, a-1-py2-none-any.whl, false"
  })
  void takesWheelsThatItsTagsFit(String target, String wheel, boolean taken) {
    assertThat(Target.parse(target).rank(WheelName.parse(wheel)).isPresent()).isEqualTo(taken);
  }

  @Test
  void prefersTheCloserTagAndThenTheGreaterBuild() {
    Target target = Target.parse("cp312-linux-x86_64-glibc2.28");
    List<String> best =
        List.of(
            "a-1-cp312-cp312-linux_x86_64.whl",
            "a-1-10-cp312-cp312-manylinux_2_28_x86_64.whl",
            "a-1-9-cp312-cp312-manylinux_2_28_x86_64.whl",
            "a-1-cp312-cp312-manylinux_2_28_x86_64.whl",
            "a-1-cp312-cp312-manylinux_2_17_x86_64.whl",
            "a-1-cp312-abi3-manylinux_2_28_x86_64.whl",
            "a-1-cp311-abi3-manylinux_2_28_x86_64.whl",
            "a-1-py3-none-any.whl",
            "a-1-cp311-cp311-linux_x86_64.whl");
    List<WheelName> wheels = new ArrayList<>(best.stream().map(WheelName::parse).toList());
    Collections.reverse(wheels);
    wheels.sort(target.preference());
    assertThat(wheels.stream().map(WheelName::fileName)).containsExactlyElementsOf(best);
  }
}
