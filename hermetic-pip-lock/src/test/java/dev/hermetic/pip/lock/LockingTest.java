package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.IntegrityException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The versions that locking chooses. */
class LockingTest extends LockingCase {
  @Test
  void takesTheNewestVersionsThatAllAccept() throws Exception {
    index.wheel("a", "1.0").wheel("a", "2.0", "b<3").wheel("b", "2.9").wheel("b", "3.0");
    lock("a");
    assertThat(versions()).containsExactly("a==2.0", "b==2.9");
  }

  @Test
  void goesBackWhereTheNewestContradict() throws Exception {
    index
        .wheel("a", "1.0", "c<2")
        .wheel("a", "2.0", "c>=2")
        .wheel("b", "1.0", "c<2")
        .wheel("c", "1.0")
        .wheel("c", "2.0");
    lock("a", "b");
    assertThat(versions()).containsExactly("a==1.0", "b==1.0", "c==1.0");
  }

  @Test
  void givesVersionsThatDifferByTargetDisjointMarkers() throws Exception {
    options.put("targets", List.of(OLD, LINUX));
    index
        .file("a-1.0-py3-none-any.whl", "")
        .file("a-2.0-py3-none-any.whl", ",\"requires-python\":\">=3.10\"");
    lock("a");
    assertThat(versions())
        .containsExactly("a==1.0 ; python_version == '3.9'", "a==2.0 ; python_version == '3.12'");
  }

  @Test
  void takesWhatOnlyOneTargetNeedsForThatTarget() throws Exception {
    options.put("targets", List.of(WINDOWS, LINUX));
    index.wheel("a", "1.0", "colorama; sys_platform == 'win32'").wheel("colorama", "0.4");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0", "colorama==0.4 ; sys_platform == 'win32'");
  }

  @Test
  void takesOneVersionForTargetsThatNoMarkerTellsApart() throws Exception {
    options.put("targets", List.of("cp312-linux-x86_64-glibc2.28", "cp312-linux-x86_64-musl1.2"));
    index
        .file("a-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", "")
        .file("a-1.0-cp312-cp312-musllinux_1_2_x86_64.whl", "")
        .file("a-2.0-cp312-cp312-manylinux_2_17_x86_64.whl", "");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0");
  }

  @Test
  void listsTheFilesOfAllTargetsAndNoOthers() throws Exception {
    options.put("targets", List.of(WINDOWS, LINUX));
    index
        .file("a-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", "")
        .file("a-1.0-cp312-cp312-manylinux_2_17_aarch64.whl", "")
        .file("a-1.0-cp312-cp312-win_amd64.whl", "");
    assertThat(lock("a"))
        .contains("manylinux_2_17_x86_64.whl", "win_amd64.whl")
        .doesNotContain("aarch64");
  }

  @Test
  void keepsWhatTheLockPins() throws Exception {
    index.wheel("a", "1.0", "b").wheel("b", "1.0");
    String before = lock("a");
    index.wheel("a", "2.0", "b").wheel("b", "2.0");
    assertThat(lock("a")).isEqualTo(before);
  }

  @Test
  void keepsTheFilesOfTheLockWhenTheIndexGetsMore() throws Exception {
    index.wheel("a", "1.0");
    String before = lock("a");
    index.file("a-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", "").file("a-1.0.tar.gz", "");
    assertThat(lock("a")).isEqualTo(before);
  }

  @Test
  void keepsAVersionThatHasGoneFromTheIndexSince() throws Exception {
    index.wheel("a", "1.0");
    String before = lock("a");
    FakeIndex later = new FakeIndex(root).wheel("a", "2.0");
    later.document(
        "https://files.example/a-1.0-py3-none-any.whl",
        TestWheel.of("a-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: a\nVersion: 1.0\n"));
    index = later;
    assertThat(lock("a")).isEqualTo(before);
  }

  @Test
  void updatesWhatIsNamedAndNothingElse() throws Exception {
    index.wheel("a", "1.0", "b").wheel("b", "1.0");
    lock("a");
    index.wheel("a", "2.0", "b").wheel("b", "2.0").updating("B");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
  }

  @Test
  void leavesAPinThatNoLongerWillDo() throws Exception {
    index.wheel("a", "1.0").wheel("a", "2.0");
    lock("a<2");
    lock("a>=2");
    assertThat(versions()).containsExactly("a==2.0");
  }

  @Test
  void noticesAFileThatChangedBehindTheLock() throws Exception {
    index.wheel("a", "1.0");
    String before = lock("a");
    String hash = FakeIndex.sha256("a-1.0-py3-none-any.whl");
    Files.writeString(root.resolve("pylock.toml"), before.replace(hash, "0".repeat(64)));
    assertThatThrownBy(this::lock)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("a-1.0-py3-none-any.whl");
  }

  @Test
  void doesNotSeeWhatIsNewerThanTheCutOff() throws Exception {
    options.put("exclude-newer", "2026-01-02T00:00:00Z");
    index
        .file("a-1.0-py3-none-any.whl", ",\"upload-time\":\"2026-01-01T23:59:59Z\"")
        .file("a-2.0-py3-none-any.whl", ",\"upload-time\":\"2026-01-02T00:00:00Z\"")
        .wheel("a", "3.0");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0");
    assertThat(index.codes()).containsExactly("pip.no-upload-time");
  }

  @Test
  void passesOverYankedVersions() throws Exception {
    index.wheel("a", "1.0").file("a-2.0-py3-none-any.whl", ",\"yanked\":\"broken\"");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0");
  }

  @Test
  void takesAYankedVersionThatIsPinned() throws Exception {
    index.wheel("a", "1.0").file("a-2.0-py3-none-any.whl", ",\"yanked\":true");
    lock("a==2.0");
    assertThat(versions()).containsExactly("a==2.0");
    assertThat(index.codes()).containsExactly("pip.yanked");
  }

  @Test
  void passesOverPrereleases() throws Exception {
    index.wheel("a", "1.0").wheel("a", "2.0rc1");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0");
  }

  @Test
  void takesPrereleasesThatARequirementNames() throws Exception {
    index.wheel("a", "1.0").wheel("a", "2.0rc1");
    lock("a>=2.0rc0");
    assertThat(versions()).containsExactly("a==2.0rc1");
  }

  @Test
  void takesPrereleasesWhereThereIsNothingElse() throws Exception {
    index.wheel("a", "2.0a1").wheel("a", "2.0a2");
    lock("a");
    assertThat(versions()).containsExactly("a==2.0a2");
  }
}
