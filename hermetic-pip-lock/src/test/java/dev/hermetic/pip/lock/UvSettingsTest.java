package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tool.uv} of a project: honoured, or refused with its line, never passed over. */
class UvSettingsTest extends LockingCase {
  @BeforeEach
  void offer() {
    index.wheel("a", "1.0", "b").wheel("b", "1.0").wheel("b", "2.0").wheel("b", "3.0rc1");
  }

  /** A project that needs {@code a}; what is added begins on line 6. */
  private void project(String... lines) throws Exception {
    write(
        "pyproject.toml",
        "[project]\nname = 'demo'\nversion = '1'\ndependencies = ['a']\n[tool.uv]\n"
            + String.join("\n", lines));
  }

  @Test
  void constraintsLimitVersions() throws Exception {
    project("constraint-dependencies = ['b<2', 'z==1']");
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==1.0");
  }

  @Test
  void overridesTakeThePlaceOfRequirements() throws Exception {
    index.wheel("c", "1.0", "b<2");
    write(
        "pyproject.toml",
        "[project]\nname = 'demo'\nversion = '1'\ndependencies = ['c']\n[tool.uv]",
        "override-dependencies = ['b==2.0']");
    lock();
    assertThat(versions()).containsExactly("b==2.0", "c==1.0");
  }

  @Test
  void prereleasesCountAsItSays() throws Exception {
    project("prerelease = 'allow'");
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==3.0rc1");
  }

  @Test
  void theOptionsOfTheInputWin() throws Exception {
    project("prerelease = 'allow'");
    options.put("prereleases", "disallow");
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
  }

  @Test
  void itsCutOffCounts() throws Exception {
    index
        .file("d-1.0-py3-none-any.whl", ",\"upload-time\":\"2026-01-01T00:00:00Z\"")
        .file("d-2.0-py3-none-any.whl", ",\"upload-time\":\"2026-03-01T00:00:00Z\"");
    write(
        "pyproject.toml",
        "[project]\nname = 'demo'\nversion = '1'\ndependencies = ['d']\n[tool.uv]",
        "exclude-newer = '2026-02-01T00:00:00Z'");
    lock();
    assertThat(versions()).containsExactly("d==1.0");
  }

  /** All others are asked before the default one, which takes the place of the operator's. */
  @Test
  void itsIndexesAreAskedInItsOrder() throws Exception {
    project(
        "[[tool.uv.index]]",
        "url = 'https://default.example/simple'",
        "default = true",
        "[[tool.uv.index]]",
        "url = 'https://first.example/simple'",
        "[[tool.uv.index]]",
        "name = 'private'",
        "url = 'https://private.example/simple'",
        "explicit = true");
    fails("pip.conflict", "no index has a project of that name");
    assertThat(index.asked())
        .contains("https://first.example/simple/a/", "https://default.example/simple/a/")
        .noneMatch(url -> url.startsWith("https://private.example"))
        .noneMatch(url -> url.startsWith("https://index.example"));
  }

  @Test
  void withoutADefaultOneTheOperatorsComesLast() throws Exception {
    project("[[tool.uv.index]]", "url = 'https://first.example/simple'");
    lock();
    assertThat(index.asked()).contains("https://first.example/simple/a/");
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
  }

  /** Dependency confusion: no other index is asked about a package with an index of its own. */
  @Test
  void aPackageWithAnIndexOfItsOwnComesFromNoOther() throws Exception {
    project(
        "sources = { a = { index = 'private' } }",
        "[[tool.uv.index]]",
        "name = 'private'",
        "url = 'https://private.example/simple'",
        "explicit = true");
    fails("pip.conflict", "no index has a project of that name");
    assertThat(index.asked())
        .contains("https://private.example/simple/a/")
        .doesNotContain("https://index.example/simple/a/");
  }

  @Test
  void aSourceCanBeTheUrlOfAFile() throws Exception {
    index.document(
        "https://dl.example/a-1.5-py3-none-any.whl",
        TestWheel.of("a-1.5.dist-info/METADATA", "Metadata-Version: 2.1\nName: a\nVersion: 1.5\n"));
    project("sources = { a = { url = 'https://dl.example/a-1.5-py3-none-any.whl' } }");
    assertThat(lock()).contains("archive = { url = \"https://dl.example/a-1.5-");
    assertThat(versions()).containsExactly("a==1.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ git = 'https://g.example/a' } | pip.git | there is no git fetcher yet",
        "{ path = '../a' } | pip.lock-requirement | which no lock can name for another",
        "{ workspace = true } | pip.lock-requirement | which no lock can name for another",
        "{ index = 'nope' } | pip.uv-setting | there is no index 'nope'",
        "{ url = 'https://f.example/a-1.zip', subdirectory = 'x' } | pip.uv-setting | 'subdirectory'",
        "[{ index = 'i', marker = \"os_name == 'nt'\" }] | pip.uv-setting | 'marker'",
        "[{ git = 'x' }, { path = 'y' }] | pip.uv-setting | several sources"
      })
  void sourcesThatCannotBeLockedAreNamedWithTheirLine(String source, String code, String why)
      throws Exception {
    project("sources = { a = " + source + " }");
    fails(code, "pyproject.toml:6: ", why);
  }

  @Test
  void sourcesOfWhatNobodyAsksForDoNotMatter() throws Exception {
    project("sources = { other = { git = 'https://g.example/other' } }");
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
  }

  @Test
  void sourcesCanBeSwitchedOff() throws Exception {
    project("no-sources = true", "sources = { a = { path = '../a' } }");
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
  }

  @Test
  void targetsMustBeAmongItsEnvironments() throws Exception {
    project("environments = [\"sys_platform == 'linux'\"]");
    lock();
    options.put("targets", List.of(LINUX, WINDOWS));
    fails("pip.uv-setting", "tool.uv.environments has none for cp312-windows-amd64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resolution = 'lowest'",
        "index-strategy = 'unsafe-best-match'",
        "fork-strategy = 'fewest'",
        "find-links = ['wheels']",
        "no-index = true",
        "no-build = true",
        "no-binary-package = ['b']",
        "required-environments = [\"sys_platform == 'darwin'\"]",
        "dependency-metadata = [{ name = 'b', requires-dist = [] }]",
        "exclude-newer-package = { b = '2026-01-01T00:00:00Z' }",
        "exclude-newer = '1 week'",
        "prerelease = 'explicit'",
        "pip = { prerelease = 'allow' }",
        "pip = { no-emit-package = ['b'] }",
        "constraint-dependencies = 'b<2'",
        "constraint-dependencies = [1]",
        "environments = ['linux']",
        "index = 'https://i.example/simple'",
        "index = [{ url = './wheels' }]",
        "index = [{ url = 'https://i.example/all', format = 'flat' }]"
      })
  void whatCannotBeHonouredIsRefusedWithItsLine(String setting) throws Exception {
    project(setting);
    fails("pip.uv-setting", "pyproject.toml:6: ");
  }

  @Test
  void passwordsOfIndexesAreRefusedAndNotShown() throws Exception {
    project("index = [{ url = 'https://u:s3cret@i.example/simple' }]");
    fails("pip.credentials", "pyproject.toml:6: the address of an index");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resolution = 'highest'",
        "no-build = false",
        "cache-dir = 'x'",
        "default-groups = ['dev']",
        "conflicts = [[{ extra = 'x' }, { extra = 'y' }]]",
        "pip = { no-header = true }"
      })
  void whatDoesNotChangeTheLockIsAccepted(String setting) throws Exception {
    project(setting);
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
    assertThat(index.codes()).isEmpty();
  }

  @Test
  void conflictsMatterWhenTwoExtrasAreAskedFor() throws Exception {
    write(
        "pyproject.toml",
        "[project]\nname = 'demo'\nversion = '1'\ndependencies = []",
        "[project.optional-dependencies]\nx = ['a']\ny = ['b']",
        "[tool.uv]\nconflicts = [[{ extra = 'x' }, { extra = 'y' }]]");
    options.put("extras", List.of("x"));
    lock();
    options.put("extras", List.of("x", "y"));
    fails("pip.uv-setting", "pyproject.toml:9: tool.uv.conflicts");
  }

  @Test
  void settingsThatNobodyKnowsAreAWarning() throws Exception {
    project("no-such-thing = 1");
    lock();
    assertThat(index.codes()).containsExactly("pip.uv-setting");
  }

  @Test
  void canBeIgnoredAsAWhole() throws Exception {
    project("resolution = 'lowest'", "constraint-dependencies = ['b<2']");
    write("uv.toml", "");
    options.put("uv-settings", "ignore");
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
  }

  @Test
  void aFileOfItsOwnIsNotPassedOver() throws Exception {
    project();
    write("uv.toml", "resolution = 'lowest'");
    fails("pip.uv-setting", "uv.toml: uv takes its settings from this file");
  }

  @Test
  void saysWhatToDoAboutRepositoriesAndDirectories() throws Exception {
    write("requirements.in", "b", "a @ git+https://g.example/a@main");
    fails("pip.git", "requirements.in:2: ", "there is no git fetcher yet");
    write("requirements.in", "b", "./demo");
    java.nio.file.Files.createDirectories(root.resolve("demo"));
    write("demo/pyproject.toml", "");
    fails("pip.lock-requirement", "requirements.in:2: ", "which no lock can name for another");
    java.nio.file.Files.delete(root.resolve("requirements.in"));
    write(
        "pyproject.toml",
        "[project]\nname = 'demo'\nversion = '1'",
        "dependencies = ['a @ git+https://g.example/a']");
    fails("pip.git", "pyproject.toml:4: 'a' comes from a repository");
  }

  @Test
  void aProjectsOwnExtrasAreNeverAskedOfAnIndex() throws Exception {
    write(
        "pyproject.toml",
        "[project]\nname = 'Demo'\nversion = '1'\ndependencies = []",
        "[project.optional-dependencies]\nx = ['a']",
        "all = [\"demo[x]; sys_platform == 'linux'\"]");
    options.putAll(Map.of("extras", List.of("all"), "targets", List.of(LINUX, WINDOWS)));
    lock();
    assertThat(versions())
        .containsExactly("a==1.0 ; sys_platform == 'linux'", "b==2.0 ; sys_platform == 'linux'");
    assertThat(index.asked()).noneMatch(url -> url.endsWith("/demo/"));
  }
}
