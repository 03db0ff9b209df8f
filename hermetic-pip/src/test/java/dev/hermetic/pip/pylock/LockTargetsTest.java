package dev.hermetic.pip.pylock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.wheel.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which targets a lock is made for. */
class LockTargetsTest {
  private static final RelPath FILE = RelPath.of("pylock.toml");

  private static List<String> targets(String more) {
    String head = "lock-version = \"1.0\"\ncreated-by = \"t\"\n";
    Pylock lock = new PylockReader(FILE).read(head + more + "\n");
    return LockTargets.of(FILE, lock).stream().map(Target::toString).toList();
  }

  private static String environments(String... markers) {
    return "environments = [\"" + String.join("\", \"", markers) + "\"]\npackages = []";
  }

  /** The values are those of PEP 508 on these systems, the defaults those of a target's name. */
  @ParameterizedTest
  @CsvSource({
    "python_version == '3.12' and sys_platform == 'linux' and platform_machine == 'x86_64',"
        + " cp312-linux-x86_64-glibc2.28",
    "python_full_version == '3.11.*' and platform_system == 'Linux' and platform_machine =="
        + " 'aarch64', cp311-linux-aarch64-glibc2.28",
    "python_full_version == '3.12.4' and python_version == '3.12' and sys_platform == 'darwin' and"
        + " platform_machine == 'arm64', cp3.12.4-macos-arm64-13.0",
    "sys_platform == 'win32' and python_version == '3.13' and platform_machine == 'AMD64',"
        + " cp313-windows-amd64",
    "implementation_name == 'pypy' and python_version == '3.10' and sys_platform == 'linux' and"
        + " platform_machine == 's390x', pp310-linux-s390x-glibc2.28"
  })
  void areThoseOfItsEnvironments(String environment, String target) {
    assertThat(targets(environments(environment))).containsExactly(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sys_platform == 'linux'",
        "python_version >= '3.12' and sys_platform == 'linux' and platform_machine == 'x86_64'",
        "python_version == '3.12' and sys_platform == 'linux' or sys_platform == 'win32'",
        "python_version == '3.12' and sys_platform == 'emscripten' and platform_machine == 'wasm32'",
        "implementation_name == 'graalpy' and python_version == '3.12' and sys_platform == 'linux'"
            + " and platform_machine == 'x86_64'"
      })
  void areNotGuessedFromEnvironmentsThatLeaveSomethingOpen(String environment) {
    String exact =
        "python_version == '3.12' and sys_platform == 'linux' and platform_machine == 'x86_64'";
    assertThat(targets(environments(exact, environment))).isEmpty();
  }

  @Test
  void areNotThereInALockForEveryEnvironment() {
    assertThat(targets("requires-python = \">=3.12\"\npackages = []")).isEmpty();
  }

  @Test
  void areThoseOfOurOwnTableFirst() {
    String lock =
        environments(
                "python_version == '3.12' and sys_platform == 'linux' and platform_machine == 'x86_64'")
            + "\n[tool.hermetic]\ntargets = [\"cp312-linux-x86_64-musl1.2\"]";
    assertThat(targets(lock)).containsExactly("cp312-linux-x86_64-musl1.2");
  }

  @Test
  void namesTheLockWithATargetThatIsNone() {
    assertThatThrownBy(() -> targets("packages = []\n[tool.hermetic]\ntargets = [\"linux\"]"))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("pip.target"))
        .hasMessageStartingWith("pylock.toml: tool.hermetic.targets: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x = 1", "targets = 7", "targets = [1]", "targets = [[\"a\"]]"})
  void refusesOrPassesOverTablesOfOtherForms(String table) {
    String lock = "packages = []\n[tool.hermetic]\n" + table;
    if (table.startsWith("x")) {
      assertThat(targets(lock)).isEmpty();
    } else {
      assertThatThrownBy(() -> targets(lock)).isInstanceOf(LockfileException.class);
    }
  }
}
