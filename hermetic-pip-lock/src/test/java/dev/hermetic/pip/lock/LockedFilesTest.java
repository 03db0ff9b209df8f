package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files that a lock lists, and what it is made from. */
class LockedFilesTest extends LockingCase {
  @Test
  void readsStaticMetadataOfAnSdist() throws Exception {
    index
        .file("a-1.0.tar.gz", "")
        .document(
            "https://files.example/a-1.0.tar.gz",
            TestWheel.sdist(
                "a-1.0/PKG-INFO",
                "Metadata-Version: 2.2\nName: a\nVersion: 1.0\nRequires-Dist: b\n"))
        .wheel("b", "1.0");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0", "b==1.0");
  }

  @Test
  void takesWhatAnSdistPublishedAndSaysSo() throws Exception {
    index
        .file("a-1.0.tar.gz", "")
        .document(
            "https://files.example/a-1.0.tar.gz",
            TestWheel.sdist(
                "a-1.0/PKG-INFO",
                "Metadata-Version: 2.1\nName: a\nVersion: 1.0\nRequires-Dist: b\n"))
        .wheel("b", "1.0");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0", "b==1.0");
    assertThat(index.codes()).containsExactly("pip.dynamic-metadata");
  }

  @Test
  void hashesFilesOfAnIndexThatGivesNoHash() throws Exception {
    index.file("nohash-1.0-py3-none-any.whl", "");
    assertThat(lock("nohash")).contains("ab".repeat(32), "size = 7");
  }

  @Test
  void refusesRequirementsWithHashes() throws Exception {
    write("requirements.in", "a==1.0 --hash=sha256:" + "0".repeat(64));
    fails("pip.lock-requirement", "requirements.in:1: ");
  }

  @Test
  void locksAFileAtAUrl() throws Exception {
    index
        .document(
            "https://dl.example/a-1.5-py3-none-any.whl",
            TestWheel.of(
                "a-1.5.dist-info/METADATA",
                "Metadata-Version: 2.1\nName: a\nVersion: 1.5\nRequires-Dist: b\n"))
        .wheel("a", "2.0")
        .wheel("b", "1.0", "a");
    String text = lock("a @ https://dl.example/a-1.5-py3-none-any.whl");
    assertThat(versions()).containsExactly("a==1.5", "b==1.0");
    assertThat(text).contains("archive = { url = \"https://dl.example/", "ab".repeat(32));
    assertThat(lock()).isEqualTo(text);
  }

  @Test
  void locksAnotherUrlForEachTarget() throws Exception {
    options.put("targets", List.of(LINUX, WINDOWS));
    for (String name : List.of("a-1.0-cp312-cp312-linux_x86_64", "a-1.0-cp312-cp312-win_amd64")) {
      index.document(
          "https://dl.example/" + name + ".whl",
          TestWheel.of(
              "a-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: a\nVersion: 1.0\n"));
    }
    lock(
        "a @ https://dl.example/a-1.0-cp312-cp312-linux_x86_64.whl ; sys_platform == 'linux'",
        "a @ https://dl.example/a-1.0-cp312-cp312-win_amd64.whl ; sys_platform == 'win32'");
    assertThat(versions())
        .containsExactly("a==1.0 ; sys_platform == 'linux'", "a==1.0 ; sys_platform == 'win32'");
  }

  @Test
  void refusesAUrlThatAPackageNames() throws Exception {
    index.wheel("a", "1.0", "b @ https://evil.example/b-1.0-py3-none-any.whl").wheel("b", "1.0");
    write("requirements.in", "a");
    fails("pip.conflict", "it needs 'b' from a URL that the project does not name itself");
  }

  @Test
  void refusesAUrlThatDoesNotSayAVersion() throws Exception {
    write("requirements.in", "a @ https://dl.example/main.zip");
    fails("pip.lock-requirement", "requirements.in:1: the URL of 'a' is not named like");
  }

  @Test
  void convertsALockToRequirementsAndBack() throws Exception {
    index.wheel("a", "1.0", "b").wheel("b", "1.0");
    String before = lock("a");
    options.clear();
    options.putAll(Map.of("convert", "pylock.toml", "lockfile", "requirements.txt"));
    PackageInput there = new PackageInput("pip", RelPath.of("."), Options.of(options));
    String requirements = new Locking(there, index).lock().content();
    assertThat(requirements)
        .contains("a==1.0", "--hash=sha256:" + FakeIndex.sha256("a-1.0-py3-none-any.whl"));
    write("requirements.txt", requirements);
    options.put("convert", "requirements.txt");
    options.put("lockfile", "pylock.toml");
    assertThat(packages(lock())).isNotEmpty().isEqualTo(packages(before));
  }

  private static String packages(String lock) {
    return lock.replaceFirst("(?s).*?(?=\\[\\[packages)", "")
        .replaceFirst("(?s)\\[tool.*", "")
        .strip();
  }

  @Test
  void refusesToConvertToTheSameFormat() {
    options.put("convert", "pylock.toml");
    fails("pip.convert", "pylock.toml and pylock.toml have the same format");
  }

  @Test
  void needsTargets() throws Exception {
    options.remove("targets");
    write("requirements.in", "a");
    fails("pip.no-target", "requirements.in");
  }

  @Test
  void keepsTheTargetsOfTheLockWhereNoneAreNamed() throws Exception {
    index.wheel("a", "1.0");
    options.put("targets", List.of("cp312-linux-x86_64-musl1.2", WINDOWS));
    String one = lock("a");
    options.remove("targets");
    assertThat(lock())
        .isEqualTo(one)
        .contains("targets = [\"cp312-linux-x86_64-musl1.2\", \"cp312-windows-amd64\"]");
  }

  @Test
  void needsSomethingToLock() {
    fails("pip.lock-input", "there is neither a requirements.in nor a pyproject.toml");
  }

  @Test
  void answersTheSameWhateverTheOrderOfTheTargets() throws Exception {
    index
        .file("a-1.0-py3-none-any.whl", "")
        .file("a-2.0-py3-none-any.whl", ",\"requires-python\":\">=3.10\"", "b")
        .wheel("b", "1.0");
    options.put("targets", List.of(OLD, LINUX, WINDOWS));
    String one = lock("a");
    Files.delete(root.resolve("pylock.toml"));
    options.put("targets", List.of(WINDOWS, LINUX, OLD));
    assertThat(lock("a")).isEqualTo(one);
  }

  @Test
  void namesTheLineOfARequirementThatIsNone() throws Exception {
    write("requirements.in", "a", "???");
    assertThatThrownBy(this::lock)
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("requirements.in:2: ");
  }
}
