package dev.hermetic.pip.pylock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading pylock.toml, by the rules of its specification. */
final class PylockReadingTest {
  private static final RelPath FILE = RelPath.of("app/pylock.toml");
  private static final String HEX = "ab".repeat(32);
  private static final String HEAD = "lock-version = \"1.0\"\ncreated-by = \"test\"\n";
  private static final String WHEEL =
      "wheels = [{ url = \"https://files.example/demo-1.0-py3-none-any.whl\", hashes = { sha256 ="
          + " \""
          + HEX
          + "\" } }]\n";
  private static final String DEMO = "[[packages]]\nname = \"demo\"\nversion = \"1.0\"\n";

  private static Pylock read(String text) {
    return new PylockReader(FILE).read(text);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(String text, String code) {
    return assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            HermeticException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @Test
  void readsEveryField() {
    LockedPackage locked =
        read("""
                lock-version = "1.0"
                environments = ["sys_platform == 'linux'"]
                requires-python = ">=3.9"
                extras = ["dev"]
                dependency-groups = ["test"]
                default-groups = ["base"]
                created-by = "test"
                [[packages]]
                name = "demo"
                version = "1.0"
                marker = "python_version >= '3.9'"
                requires-python = ">=3.8"
                dependencies = [{ name = "other", version = "2" }]
                index = "https://index.example/simple/"
                sdist = { name = "demo-1.0.tar.gz", url = "https://files.example/x", size = 7, \
                upload-time = 2025-01-25T11:30:10.5+01:00, hashes = { sha256 = "%s", md5 = "%s" } }
                wheels = [{ path = "dist/demo-1.0-py3-none-any.whl", hashes = { sha512 = "%s" } }]
                [[packages.attestation-identities]]
                kind = "GitHub"
                [packages.tool.x]
                y = 1
                """
                .formatted(HEX, "cd".repeat(16), "ef".repeat(64)))
            .packages()
            .get(0);
    LockedFile sdist = locked.sdist().orElseThrow();
    assertThat(locked.markerText()).contains("python_version >= '3.9'");
    assertThat(locked.dependencies()).contains(List.of(Map.of("name", "other", "version", "2")));
    assertThat(locked.index()).contains("https://index.example/simple/");
    assertThat(sdist.fileName()).isEqualTo("demo-1.0.tar.gz");
    assertThat(sdist.uploadTime()).contains(Instant.parse("2025-01-25T10:30:10.5Z"));
    assertThat(sdist.size()).hasValue(7);
    assertThat(sdist.expected().strongest()).contains(Digest.sha256(HEX));
    assertThat(locked.wheels().get(0).fileName()).isEqualTo("demo-1.0-py3-none-any.whl");
    assertThat(locked.attestationIdentities()).contains(List.of(Map.of("kind", "GitHub")));
    assertThat(locked.tool()).contains(Map.of("x", Map.of("y", 1L)));
    assertThat(locked.location().orElseThrow()).hasToString("app/pylock.toml:8");
  }

  @Test
  void tellsAnAbsentListOfExtrasFromAnEmptyOne() {
    assertThat(read(HEAD + "packages = []\n").extras()).isEmpty();
    assertThat(read(HEAD + "extras = []\npackages = []\n").extras()).contains(List.of());
  }

  @Test
  void takesATimeWithoutAnOffsetForUtc() {
    String wheel = WHEEL.replace("hashes", "upload-time = 2026-01-01T00:00:00, hashes");
    assertThat(read(HEAD + DEMO + wheel).packages().get(0).wheels().get(0).uploadTime())
        .contains(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void decodesTheFileNameOfAUrl() {
    String wheel = WHEEL.replace("demo-1.0-py3", "de%6Do-1.0-py3");
    assertThat(read(HEAD + DEMO + wheel).packages().get(0).wheels().get(0).fileName())
        .isEqualTo("demo-1.0-py3-none-any.whl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0", "0.9", "10", "1.0rc1"})
  void refusesAnotherMajorVersion(String version) {
    refused(HEAD.replace("1.0", version) + "packages = []\n", "pip.lock-version");
  }

  @Test
  void warnsOfANewerMinorVersionAndOfUnknownKeys() {
    PylockReader reader = new PylockReader(FILE);
    reader.read(
        "lock-version = \"1.1\"\ncreated-by = \"test\"\nnews = 1\n"
            + DEMO
            + "hint = 2\n"
            + WHEEL.replace("hashes", "speed = 3, hashes"));
    assertThat(reader.warnings())
        .extracting(Diagnostic::message)
        .containsExactly(
            "app/pylock.toml:1: lock-version 1.1 is newer than 1.0",
            "app/pylock.toml:3: 'news' is not known",
            "app/pylock.toml:7: demo 'hint' is not known",
            "app/pylock.toml:8: demo wheels[0] 'speed' is not known");
  }

  @Test
  void namesFileLinePackageAndKey() {
    refused(HEAD + DEMO + "\nwheels = 3\n", "pip.pylock")
        .hasMessage("app/pylock.toml:7: demo wheels is not an array");
  }

  @Test
  void reportsTheProblemsOfAllPackages() {
    String broken = HEAD + DEMO + DEMO.replace("demo", "Other") + WHEEL;
    assertThatThrownBy(() -> read(broken))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            failure ->
                assertThat(failure.failures())
                    .extracting(HermeticException::code)
                    .containsExactly("pip.source", "pip.name"));
  }

  @Test
  void refusesAWheelNextToARepository() {
    String vcs = "vcs = { type = \"git\", url = \"https://git.example/x\", commit-id = \"1\" }\n";
    refused(HEAD + DEMO + WHEEL + vcs, "pip.source").hasMessageContaining("demo==1.0 has several");
  }

  @Test
  void refusesTwoDirectSources() {
    String both =
        "directory = { path = \".\" }\nvcs = { type = \"git\", path = \"x\","
            + " commit-id = \"1\" }\n";
    refused(HEAD + DEMO + both, "pip.source");
  }

  @Test
  void refusesAPackageWithoutASource() {
    refused(HEAD + DEMO + "wheels = []\n", "pip.source");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{ sha256 = \"abc\" }", "{ blake9 = \"abc\" }", "{ sha256 = 1 }"})
  void refusesHashesThatCannotBeChecked(String hashes) {
    String wheel = WHEEL.replaceFirst("hashes = \\{[^}]*\\}", "hashes = " + hashes);
    assertThatThrownBy(() -> read(HEAD + DEMO + wheel)).isInstanceOf(LockfileException.class);
  }

  @Test
  void refusesTwoHashesOfOneAlgorithm() {
    String wheel = WHEEL.replace("{ sha256", "{ SHA-256 = \"" + "0".repeat(64) + "\", sha256");
    refused(HEAD + DEMO + wheel, "pip.hash");
  }

  @Test
  void keepsHashesOfUnknownAlgorithmsBesideKnownOnes() {
    String wheel = WHEEL.replace("{ sha256", "{ blake9 = \"x\", sha256");
    assertThat(read(HEAD + DEMO + wheel).packages().get(0).wheels().get(0).hashes())
        .containsOnlyKeys("blake9", "sha256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other-1.0-py3-none-any.whl",
        "demo-2.0-py3-none-any.whl",
        "demo-1.0.whl",
        "demo-1.0-py3-none-any.zip",
        "..%2Fdemo-1.0-py3-none-any.whl",
        "demo-1.0-py3-none-any.whl%00"
      })
  void refusesAFileNameOfSomethingElse(String name) {
    refused(HEAD + DEMO + WHEEL.replace("demo-1.0-py3-none-any.whl", name), "pip.file-name");
  }

  @Test
  void refusesANegativeSize() {
    refused(HEAD + DEMO + WHEEL.replace("hashes", "size = -1, hashes"), "pip.size");
  }

  @Test
  void refusesARelativeUrl() {
    refused(HEAD + DEMO + WHEEL.replace("https://files.example/", ""), "input.uri");
  }

  @Test
  void refusesANameThatIsNotNormalized() {
    refused(HEAD + DEMO.replace("demo", "De_mo") + WHEEL, "pip.name")
        .hasMessageContaining("app/pylock.toml:4: packages[0] name: 'De_mo' is not normalized");
  }

  @Test
  void refusesABrokenMarkerWithItsLine() {
    refused(HEAD + DEMO + "marker = \"python_version >\"\n" + WHEEL, "pip.marker")
        .hasMessageStartingWith("app/pylock.toml:6: demo marker: ");
  }

  @Test
  void refusesAnAttestationIdentityWithoutAKind() {
    refused(HEAD + DEMO + WHEEL + "[[packages.attestation-identities]]\nx = 1\n", "pip.pylock");
  }

  @Test
  void tellsTheLineOfAFaultOfToml() {
    refused(HEAD + "packages = [\n", "lockfile.toml").hasMessageStartingWith("app/pylock.toml:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "x = {a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={",
        "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1"
      })
  void boundsTheDepthOfHostileFiles(String text) {
    refused(text.replace(".a.a.a", ".a.a.a".repeat(500)) + "\n", "lockfile.toml");
  }

  @Test
  void boundsTheNumberOfValuesBeforeTheyAreParsed() {
    refused("x = [" + "1,".repeat(1_000_000) + "]\n", "lockfile.too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pylock.toml", "pylock.spam.toml", "pylock.a-b_c.toml"})
  void acceptsTheNamesOfLocks(String name) {
    assertThat(PylockName.matches(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pylock..toml", "pylock.a.b.toml", "PYLOCK.toml", "xpylock.toml", "pylock.tom"})
  void refusesOtherNames(String name) {
    assertThat(PylockName.matches(name)).isFalse();
  }

  @Test
  void readsOnlyFilesThatAreNamedLikeLocks(@TempDir Path project) throws Exception {
    Files.writeString(project.resolve("lock.toml"), HEAD + "packages = []\n");
    assertThatThrownBy(() -> new PylockReader(RelPath.of("lock.toml")).read(SourceTree.at(project)))
        .hasMessageContaining("lock.toml: the name of a lock is pylock.toml");
  }
}
