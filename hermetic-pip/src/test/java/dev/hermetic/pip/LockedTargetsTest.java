package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For which targets is prefetched when the options do not say it. */
class LockedTargetsTest {
  private static final String MUSL = "demo-1.0-cp312-cp312-musllinux_1_2_x86_64.whl";
  private static final String GLIBC = "demo-1.0-cp312-cp312-manylinux_2_17_x86_64.whl";

  @TempDir Path temp = Path.of("unset");
  private PipProject project;

  @BeforeEach
  void start() throws IOException {
    project = new PipProject(temp);
  }

  private static String lock(String head, String tail) {
    StringBuilder wheels = new StringBuilder();
    for (String name : List.of(MUSL, GLIBC)) {
      wheels
          .append("{url = \"https://f.example/")
          .append(name)
          .append("\", hashes = {sha256 = \"")
          .append("ab".repeat(32))
          .append("\"}},");
    }
    return "lock-version = \"1.0\"\ncreated-by = \"t\"\n"
        + head
        + "\n[[packages]]\nname = \"demo\"\nversion = \"1.0\"\nwheels = ["
        + wheels
        + "]\n"
        + tail;
  }

  private static String environment(String machine) {
    return "environments = [\"python_version == '3.12' and sys_platform == 'linux' and"
        + " platform_machine == '"
        + machine
        + "'\"]";
  }

  private static String table(String target) {
    return "[tool.hermetic]\ntargets = [\"" + target + "\"]\n";
  }

  @Test
  void theLockSaysItAndThePlanRepeatsIt() throws Exception {
    project.write("pylock.toml", lock("", table("cp312-linux-x86_64-musl1.2")));

    assertThat(project.planned(Map.of())).containsExactly(MUSL);
    assertThat(project.plan(Map.of()).diagnostics())
        .extracting(Diagnostic::toString)
        .contains(
            "pylock.toml: prefetched for the targets of the lock: cp312-linux-x86_64-musl1.2");
  }

  @Test
  void itsEnvironmentsSayIt() throws Exception {
    project.write("pylock.toml", lock(environment("x86_64"), ""));

    assertThat(project.planned(Map.of())).containsExactly(GLIBC);
  }

  @Test
  void theOptionWins() throws Exception {
    project.write("pylock.toml", lock("", table("cp312-linux-x86_64-musl1.2")));

    assertThat(project.planned(Map.of("targets", PipProject.TARGET))).containsExactly(GLIBC);
    assertThat(project.planned(Map.of("all-files", true))).containsExactly(GLIBC, MUSL);
  }

  @Test
  void requirementsBesideTheLockFollowIt() throws Exception {
    project
        .write("pylock.toml", lock("", table("cp312-linux-x86_64-musl1.2")))
        .write(
            "requirements-build.txt",
            "tool @ https://f.example/tool-1-py3-none-any.whl ; sys_platform == 'win32'"
                + " --hash=sha256:"
                + "cd".repeat(32)
                + "\n")
        .registry("pip", "https://i.example/simple");

    assertThat(project.planned(Map.of())).containsExactly(MUSL);
  }

  @Test
  void neverTheMachineThatRuns() throws Exception {
    project.write("pylock.toml", lock("requires-python = \">=3.12\"", ""));

    HermeticException failure = failure(Map.of());
    assertThat(failure.code()).isEqualTo("pip.no-target");
    assertThat(failure)
        .hasMessage(
            "pylock.toml:4: demo==1.0 has files for several environments, and neither an option nor a"
                + " lock names one");
    assertThat(failure.hints().get(0)).contains("'targets'");
  }

  @Test
  void locksThatDisagreeAreNotMixed() throws Exception {
    project
        .write("pylock.toml", lock("", table("cp312-linux-x86_64-musl1.2")))
        .write("pylock.dev.toml", lock(environment("x86_64"), ""));

    HermeticException failure =
        failure(Map.of("pylock_files", List.of("pylock.toml", "pylock.dev.toml")));
    assertThat(failure.code()).isEqualTo("pip.no-target");
    assertThat(failure)
        .hasMessage("pylock.dev.toml: this lock is made for other environments than pylock.toml");
  }

  private HermeticException failure(Map<String, ?> options) {
    List<HermeticException> failures =
        PipProject.failures(catchThrowable(() -> project.plan(options)));
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }
}
