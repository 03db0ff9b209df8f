package dev.hermetic.pip.pylock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Choosing from a lock, by the steps of the specification. */
final class PylockSelectionTest {
  private static final RelPath FILE = RelPath.of("pylock.toml");
  private static final String HEX = "ab".repeat(32);
  private static final Target LINUX = Target.parse("cp312-linux-x86_64-glibc2.28");
  private static final String HEAD = "lock-version = \"1.0\"\ncreated-by = \"test\"\n";

  private static PylockSelection of(String text) {
    return PylockSelection.of(FILE, new PylockReader(FILE).read(text));
  }

  private static String locked(String version, String more) {
    return "[[packages]]\nname = \"demo\"\nversion = \"%1$s\"\n%2$s\nsdist = { url ="
            .formatted(version, more)
        + " \"https://files.example/demo-%1$s.tar.gz\", hashes = { sha256 = \"%2$s\" } }\n"
            .formatted(version, HEX);
  }

  private static List<String> chosen(PylockSelection selection) {
    return selection.packages(LINUX.markerEnvironment()).stream()
        .map(LockedPackage::toString)
        .toList();
  }

  @Test
  void leavesOutWhatTheMarkersExclude() {
    String text =
        HEAD
            + locked("1.0", "marker = \"sys_platform == 'win32'\"")
            + locked("2.0", "marker = \"sys_platform == 'linux'\"");
    assertThat(chosen(of(text))).containsExactly("demo==2.0");
  }

  @Test
  void refusesTwoPackagesOfOneNameWithTheLineOfTheSecond() {
    String text = HEAD + locked("1.0", "") + locked("2.0", "marker = \"os_name == 'posix'\"");
    assertThatThrownBy(() -> chosen(of(text)))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("pylock.toml:8: demo==2.0 and demo==1.0 are both chosen");
  }

  @Test
  void refusesAPythonThatTheLockIsNotFor() {
    assertThatThrownBy(
            () -> chosen(of("requires-python = \">=3.13\"\n" + HEAD + "packages = []\n")))
        .hasMessage("pylock.toml: the lock requires Python >=3.13, but the target has 3.12.0");
  }

  @Test
  void refusesAPythonThatAPackageIsNotFor() {
    String text = HEAD + locked("1.0", "requires-python = \"<3.12\"");
    assertThatThrownBy(() -> chosen(of(text)))
        .hasMessageContaining("demo==1.0 requires Python <3.12");
  }

  @Test
  void ignoresThePythonOfAPackageThatIsNotInstalled() {
    String text = HEAD + locked("1.0", "marker = \"os_name == 'nt'\"\nrequires-python = \"<3.12\"");
    assertThat(chosen(of(text))).isEmpty();
  }

  @Test
  void refusesAnEnvironmentThatTheLockIsNotFor() {
    String text = "environments = [\"sys_platform == 'win32'\"]\n" + HEAD + "packages = []\n";
    assertThatThrownBy(() -> chosen(of(text)))
        .hasMessageContaining("none of the environments of the lock is the target");
  }

  @Test
  void choosesTheDefaultGroupsUnlessOthersAreAskedFor() {
    String text =
        "dependency-groups = [\"docs\"]\ndefault-groups = [\"base\"]\n"
            + HEAD
            + locked("1.0", "marker = \"'base' in dependency_groups\"")
            + locked("2.0", "marker = \"'docs' in dependency_groups\"");
    assertThat(chosen(of(text))).containsExactly("demo==1.0");
    assertThat(chosen(of(text).withGroups(List.of(PackageName.of("docs")), false)))
        .containsExactly("demo==2.0");
  }

  @Test
  void choosesWhatAnExtraBrings() {
    String text = "extras = [\"gui\"]\n" + HEAD + locked("1.0", "marker = \"'gui' in extras\"");
    assertThat(chosen(of(text))).isEmpty();
    assertThat(chosen(of(text).withExtras(List.of(PackageName.of("GUI")))))
        .containsExactly("demo==1.0");
  }

  @Test
  void refusesAnExtraThatTheLockDoesNotOffer() {
    assertThatThrownBy(
            () -> of(HEAD + "packages = []\n").withExtras(List.of(PackageName.of("gui"))))
        .hasMessage("pylock.toml: the lock offers no extra 'gui'");
  }

  @Test
  void takesTheBestWheelThenTheSdist() {
    String wheel = "{ url = \"https://files.example/%s\", hashes = { sha256 = \"" + HEX + "\" } },";
    String text =
        HEAD
            + locked(
                "1.0",
                "wheels = ["
                    + wheel.formatted("demo-1.0-py3-none-any.whl")
                    + wheel.formatted("demo-1.0-cp312-cp312-manylinux_2_17_x86_64.whl")
                    + wheel.formatted("demo-1.0-cp312-cp312-win_amd64.whl")
                    + "]");
    PylockSelection selection = of(text);
    LockedPackage demo = selection.packages(LINUX.markerEnvironment()).get(0);
    assertThat(selection.file(demo, LINUX).orElseThrow().fileName())
        .isEqualTo("demo-1.0-cp312-cp312-manylinux_2_17_x86_64.whl");
    LockedPackage foreign = demo.toBuilder().wheels(demo.wheels().subList(2, 3)).build();
    assertThat(selection.file(foreign, LINUX).orElseThrow().fileName())
        .isEqualTo("demo-1.0.tar.gz");
  }

  @Test
  void namesTargetAndOfferWhenNothingFits() {
    String text =
        (HEAD + locked("1.0", ""))
            .replaceAll(
                "sdist = .*",
                "wheels = [{ url = \"https://files.example/demo-1.0-cp27-cp27m-win32.whl\","
                    + " hashes = { sha256 = \""
                    + HEX
                    + "\" } }]");
    PylockSelection selection = of(text);
    LockedPackage demo = selection.packages(LINUX.markerEnvironment()).get(0);
    assertThatThrownBy(() -> selection.file(demo, LINUX))
        .isInstanceOfSatisfying(
            LockfileException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo("pip.no-file");
              assertThat(failure.hints().get(0)).contains("demo-1.0-cp27-cp27m-win32.whl");
            })
        .hasMessageContaining("demo==1.0 has neither a wheel for cp312-linux-x86_64-glibc2.28");
  }
}
