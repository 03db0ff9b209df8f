package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.testkit.FakeContext;
import dev.hermetic.testkit.Hashed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the entries of a lockfile become. */
@Timeout(60)
class GenericResolverTest extends ResolverLab {
  @Test
  void readsAPlainUrl() throws IOException {
    Artifact artifact = only(entry("https://files.example/d/1.2/tool.tar.gz?x=1", ONE, ""));
    assertThat(artifact.locators())
        .extracting(Object::toString)
        .containsExactly("https://files.example/d/1.2/tool.tar.gz?x=1");
    assertThat(artifact.expected().all()).extracting(Object::toString).containsExactly(ONE);
    assertThat(place(artifact)).isEqualTo("tool.tar.gz");
    assertThat(artifact.pinnedAt().orElseThrow()).hasToString("artifacts.lock.yaml:5");
  }

  @Test
  void namesAPlainUrlAsGenericPackage() throws IOException {
    Artifact artifact = only(entry("https://files.example/a/b.zip", ONE, "filename: x/c.zip"));
    assertThat(decoded(artifact.purl()))
        .isEqualTo(
            "pkg:generic/c.zip?checksum=" + ONE + "&download_url=https://files.example/a/b.zip");
  }

  @Test
  void keepsSecretsOutOfThePackageUrl() throws IOException {
    Artifact artifact = only(entry("https://me:pw1@files.example/b.zip?token=pw2", ONE, ""));
    assertThat(artifact.purl().toString()).doesNotContain("pw1", "pw2");
  }

  @Test
  void decodesThePathBeforeItTakesTheLastSegment() throws IOException {
    assertThat(place(only(entry("https://files.example/a%20b/c%2Fd%20e.txt", ONE, ""))))
        .isEqualTo("d e.txt");
  }

  @Test
  void mergesMirrorsIntoOneArtifact() throws IOException {
    Artifact artifact =
        only(
            entry("https://a.example/f.zip", ONE, "")
                + entryOnly("https://b.example/other/f.zip", ONE, ""));
    assertThat(artifact.locators())
        .extracting(Object::toString)
        .containsExactly("https://a.example/f.zip", "https://b.example/other/f.zip");
  }

  @Test
  void checksumsOfOneUrlAddUp() throws IOException {
    String sha512 = "sha512:" + "0".repeat(128);
    Artifact artifact =
        only(
            entry("https://a.example/f.zip", ONE, "")
                + entryOnly("https://a.example/f.zip", sha512, ""));
    assertThat(artifact.expected().all()).extracting(Object::toString).containsExactly(ONE, sha512);
    assertThat(artifact.locators()).hasSize(1);
  }

  @Test
  void encodesAFileNameAsUtf8() throws IOException {
    Artifact artifact = only(entry("https://a.example/1", ONE, "filename: 'a bä+c.txt'"));
    assertThat(artifact.purl().toString()).startsWith("pkg:generic/a%20b%C3%A4%2Bc.txt?");
  }

  @Test
  void allowsOneUrlUnderTwoNames() throws IOException {
    Resolution resolution =
        resolve(
            entry("https://a.example/f.zip", ONE, "filename: one.zip")
                + entryOnly("https://a.example/f.zip", ONE, "filename: two.zip"));
    assertThat(resolution.artifacts())
        .extracting(ResolverLab::place)
        .containsExactlyInAnyOrder("one.zip", "two.zip");
  }

  @Test
  void recordsTheDigestOfTheFile() throws IOException {
    Resolution resolution = resolve("\uFEFFmetadata: {version: 1.0}\nartifacts: []\n");
    byte[] bytes = Files.readAllBytes(directory.resolve("artifacts.lock.yaml"));
    assertThat(resolution.sources())
        .containsExactly(
            Map.entry(
                RelPath.of("artifacts.lock.yaml"),
                Hashed.of(dev.hermetic.core.Digest.Algorithm.SHA256, bytes)));
  }

  @Test
  void readsAnotherFileInsideThePackage() throws IOException {
    Files.createDirectories(directory.resolve("pkg/locks"));
    Files.writeString(
        directory.resolve("pkg/locks/a.yaml"), "metadata: {version: '1.0'}\nartifacts: []");
    PackageInput input =
        new PackageInput(
            "generic", RelPath.of("pkg"), Options.of(Map.of("lockfile", "locks/a.yaml")));
    Resolution resolution = new GenericResolver().resolve(input, new FakeContext(directory));
    assertThat(resolution.sources()).containsOnlyKeys(RelPath.of("pkg/locks/a.yaml"));
  }

  @Test
  void acceptsAByteOrderMarkAndCarriageReturns() throws IOException {
    String lock = "\uFEFF" + entry("https://a.example/f", ONE, "").replace("\n", "\r\n");
    assertThat(place(only(lock))).isEqualTo("f");
  }

  @Test
  void refusesUnknownOptions() {
    assertThatThrownBy(
            () -> resolve(Options.of(Map.of("lockfil", "a")), new FakeContext(directory)))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("input.unknown-option"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/locks.yaml", "../locks.yaml", "C:/locks.yaml"})
  void refusesALockfileOutsideThePackage(String path) {
    assertThatThrownBy(
            () -> resolve(Options.of(Map.of("lockfile", path)), new FakeContext(directory)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(path);
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> resolve(Options.none(), new FakeContext(directory)))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("artifacts.lock.yaml:");
  }
}
