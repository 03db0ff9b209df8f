package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.pylock.LockedPackage;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.pylock.PylockReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockingTest {
  private static final String LINUX = "cp312-linux-x86_64";
  private static final String OLD = "cp39-linux-x86_64";
  private static final String WINDOWS = "cp312-windows-amd64";

  @TempDir Path root;
  private FakeIndex index;
  private final Map<String, Object> options = new HashMap<>(Map.of("targets", List.of(LINUX)));

  @BeforeEach
  void makeIndex() {
    index = new FakeIndex(root);
  }

  private void write(String file, String... lines) throws IOException {
    Files.writeString(root.resolve(file), String.join("\n", lines) + "\n");
  }

  private String lock() throws Exception {
    PackageInput input = new PackageInput("pip", RelPath.of("."), Options.of(options));
    String text = new Locking(input, index).lock().content();
    Files.writeString(root.resolve("pylock.toml"), text);
    return text;
  }

  private String lock(String... requirements) throws Exception {
    write("requirements.in", requirements);
    return lock();
  }

  private List<String> versions() throws Exception {
    Pylock lock =
        new PylockReader(RelPath.of("pylock.toml"))
            .read(Files.readString(root.resolve("pylock.toml")));
    return lock.packages().stream().map(LockingTest::text).toList();
  }

  private static String text(LockedPackage locked) {
    return locked.name()
        + "=="
        + locked.version().orElseThrow()
        + locked.marker().map(marker -> " ; " + marker).orElse("");
  }

  private void fails(String code, String... parts) {
    assertThatThrownBy(this::lock)
        .satisfies(e -> assertThat(((HermeticException) e).code()).isEqualTo(code))
        .message()
        .contains(parts);
  }

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

  @Test
  void followsExtrasAndExtrasOfExtras() throws Exception {
    index
        .wheel(
            "a",
            "1.0",
            "extra:x",
            "extra:all",
            "b; extra == 'x'",
            "a[x]; extra == 'all'",
            "c; extra == 'y'")
        .wheel("b", "1.0");
    lock("a[all]");
    assertThat(versions()).containsExactly("a==1.0", "b==1.0");
  }

  @Test
  void saysThatAnExtraDoesNotExist() throws Exception {
    index.wheel("a", "1.0");
    lock("a[nope]");
    assertThat(index.codes()).containsExactly("pip.no-such-extra");
  }

  @Test
  void obeysConstraintsWithoutAskingForTheirPackages() throws Exception {
    write("limits.txt", "b<2", "z==1");
    options.put("constraints", List.of("limits.txt"));
    index.wheel("a", "1.0", "b").wheel("b", "1.0").wheel("b", "2.0");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0", "b==1.0");
  }

  @Test
  void putsOverridesInThePlaceOfRequirements() throws Exception {
    write("force.txt", "b==2.0");
    options.put("overrides", List.of("force.txt"));
    index.wheel("a", "1.0", "b<2").wheel("b", "1.0").wheel("b", "2.0");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
  }

  @Test
  void locksAProjectWithItsExtrasAndGroups() throws Exception {
    write(
        "pyproject.toml",
        "[project]",
        "name = 'demo'",
        "dependencies = ['a']",
        "[project.optional-dependencies]",
        "x = ['b']",
        "all = ['demo[x]']",
        "[dependency-groups]",
        "dev = ['c', {include-group = 'test'}]",
        "test = ['d']");
    options.put("extras", List.of("all"));
    options.put("groups", List.of("dev"));
    index.wheel("a", "1.0").wheel("b", "1.0").wheel("c", "1.0").wheel("d", "1.0");
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==1.0", "c==1.0", "d==1.0");
  }

  @Test
  void refusesAGroupThatIncludesItself() throws Exception {
    write(
        "pyproject.toml",
        "[dependency-groups]",
        "a = [{include-group = 'b'}]",
        "b = [{include-group = 'a'}]");
    options.put("groups", List.of("a"));
    fails("pip.pyproject", "pyproject.toml:3: ", "'a' includes itself");
  }

  @Test
  void refusesATargetThatTheProjectIsNotFor() throws Exception {
    write("pyproject.toml", "[project]", "name = 'demo'", "requires-python = '>=3.13'");
    fails("pip.requires-python", "pyproject.toml", ">=3.13", LINUX);
  }

  @Test
  void refusesAProjectThatLeavesItsNeedsToABackend() throws Exception {
    write("pyproject.toml", "[project]", "name = 'demo'", "dynamic = ['dependencies']");
    fails("pip.pyproject", "leaves its dependencies to a build backend");
  }

  @Test
  void explainsAConflictWithTheLinesItComesFrom() throws Exception {
    index.wheel("a", "1.0", "c<2").wheel("b", "1.0", "c>=2").wheel("c", "1.0").wheel("c", "2.0");
    write("requirements.in", "a", "b");
    fails(
        "pip.conflict",
        "requirements.in: no versions meet all requirements for cp312-linux-x86_64",
        "a (requirements.in:1)",
        "b (requirements.in:2)",
        "a needs c<2",
        "b needs c>=2",
        "your requirements cannot be met");
  }

  @Test
  void explainsThatAProjectDoesNotExist() throws Exception {
    write("requirements.in", "nope");
    fails("pip.conflict", "nope (requirements.in:1)", "no index has a project of that name");
  }

  @Test
  void explainsThatNoFileFitsATarget() throws Exception {
    index.file("a-1.0-cp312-cp312-win_amd64.whl", "");
    write("requirements.in", "a");
    fails("pip.conflict", "it has no file for cp312-linux-x86_64");
  }

  @Test
  void explainsThatPythonIsTooOld() throws Exception {
    index.file("a-1.0-py3-none-any.whl", ",\"requires-python\":\">=3.13\"");
    write("requirements.in", "a");
    fails("pip.conflict", "it requires Python >=3.13, not 3.12");
  }

  @Test
  void obeysUpperBoundsOfRequiresPython() throws Exception {
    index.wheel("a", "1.0").file("a-2.0-py3-none-any.whl", ",\"requires-python\":\"<3.12\"");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0");
  }

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
    String packages = lock().replaceFirst("(?s).*?(?=\\[\\[packages)", "");
    assertThat(packages).isEqualTo(before.replaceFirst("(?s).*?(?=\\[\\[packages)", ""));
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
