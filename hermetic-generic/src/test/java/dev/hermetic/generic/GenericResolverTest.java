package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GenericResolverTest {
  private static final String ONE =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String TWO =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path directory;

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
  void readsMavenCoordinates() throws IOException {
    Artifact artifact = only(maven("type: test-jar", "classifier: tests"));
    assertThat(artifact.locators())
        .extracting(Object::toString)
        .containsExactly("https://repo.example/m2/org/x/y/lib/1.0/lib-1.0-tests.jar");
    assertThat(place(artifact)).isEqualTo("lib-1.0-tests.jar");
    assertThat(decoded(artifact.purl()))
        .isEqualTo(
            "pkg:maven/org.x.y/lib@1.0?checksum="
                + ONE
                + "&classifier=tests&repository_url=https://repo.example/m2/&type=test-jar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom:pom",
        "jar:jar",
        "maven-plugin:jar",
        "ejb:jar",
        "ejb-client:jar",
        "javadoc:jar",
        "javadoc-source:jar",
        "test-jar:jar",
        "ear:ear",
        "rar:rar",
        "war:war",
        "tar.gz:tar.gz"
      })
  void mapsTheTypeToAnExtension(String pair) throws IOException {
    String[] parts = pair.split(":");
    assertThat(place(only(maven("type: " + parts[0])))).isEqualTo("lib-1.0." + parts[1]);
  }

  @Test
  void ignoresUnknownAttributes() throws IOException {
    assertThat(only(maven("note: hello"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "group_id: a..b",
        "group_id: a/b",
        "artifact_id: ..",
        "version: 1/2",
        "classifier: a%2f",
        "type: ../jar"
      })
  void refusesCoordinatesThatLeadElsewhere(String attribute) throws IOException {
    String lock =
        maven()
            .replaceAll("(?m)^ {6}" + attribute.split(":")[0] + ": .*", " ".repeat(6) + attribute);
    if (!lock.contains(attribute)) {
      lock = maven(attribute);
    }
    String text = lock;
    assertThatThrownBy(() -> resolve(text))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("generic.coordinate"));
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
  void allowsOneUrlUnderTwoNames() throws IOException {
    Resolution resolution =
        resolve(
            entry("https://a.example/f.zip", ONE, "filename: one.zip")
                + entryOnly("https://a.example/f.zip", ONE, "filename: two.zip"));
    assertThat(resolution.artifacts())
        .extracting(GenericResolverTest::place)
        .containsExactlyInAnyOrder("one.zip", "two.zip");
  }

  @Test
  void refusesOneNameForTwoContentsNamingBothLines() {
    assertThatThrownBy(
            () ->
                resolve(
                    entry("https://a.example/f.zip", ONE, "")
                        + entryOnly("https://b.example/f.zip", TWO, "")))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:7:", "artifacts.lock.yaml:5", "f.zip");
  }

  @Test
  void refusesTwoChecksumsForOneUrl() {
    assertThatThrownBy(
            () ->
                resolve(
                    entry("https://a.example/f.zip", ONE, "filename: one.zip")
                        + entryOnly("https://a.example/f.zip", TWO, "filename: two.zip")))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:8:", "artifacts.lock.yaml:5");
  }

  @Test
  void refusesANameThatIsAlsoADirectory() {
    assertThatThrownBy(
            () ->
                resolve(
                    entry("https://a.example/x/y", ONE, "filename: x/y")
                        + entryOnly("https://a.example/x", TWO, "")))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:5:", "artifacts.lock.yaml:8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../x",
        "/abs",
        "a/../../b",
        "'..\\x'",
        "C:x",
        "'x.'",
        "'x '",
        "\"a\\u202eb\"",
        "\"a\\0b\"",
        "con.txt",
        "a/./../b"
      })
  void refusesFileNamesThatEscapeOrDeceive(String filename) {
    assertThatThrownBy(() -> resolve(entry("https://a.example/x", ONE, "filename: " + filename)))
        .isInstanceOfSatisfying(
            LockfileException.class,
            e -> {
              assertThat(e.code()).isEqualTo("input.path");
              assertThat(e.location().line()).isEqualTo(7);
              assertThat(e.getMessage()).doesNotContain("\u202e", "\0");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a url",
        "relative/path",
        "mailto:a",
        "\"https://a.example/\\u200bx\"",
        "\"https://a.example/x\\r\\ny\"",
        "https://a.example/%2e%2e",
        "https://a.example/",
        "12",
        "[a]",
        "''"
      })
  void refusesUrlsThatNameNoFile(String url) {
    assertThatThrownBy(() -> resolve(entry(url, ONE, ""))).isInstanceOf(LockfileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:abc", "sha999:00", "md5:zz", "sha256", "7"})
  void refusesMalformedChecksums(String checksum) {
    assertThatThrownBy(() -> resolve(entry("https://a.example/x", checksum, "")))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.location().line()).isEqualTo(6));
  }

  @Test
  void refusesAMissingChecksum() {
    String lock = entry("https://a.example/x", ONE, "").replaceAll(" +checksum.*\n", "");
    assertThatThrownBy(() -> resolve(lock))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:5:", "checksum");
  }

  @Test
  void reportsAllFaultsAtOnce() {
    assertThatThrownBy(
            () ->
                resolve(
                    entry("https://a.example/x", "bad", "")
                        + entryOnly("https://a.example/y", ONE, "colour: red")))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            e ->
                assertThat(e.failures())
                    .extracting(HermeticException::getMessage)
                    .satisfiesExactly(
                        first -> assertThat(first).startsWith("artifacts.lock.yaml:6:"),
                        second ->
                            assertThat(second)
                                .startsWith("artifacts.lock.yaml:9:")
                                .contains("'colour'")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "a: [",
        "[]",
        "metadata: {version: '1.0'}",
        "artifacts: []",
        "metadata: {version: '3.0'}\nartifacts: []",
        "metadata: {version: '1.0', more: 1}\nartifacts: []",
        "metadata: {version: '1.0'}\nartifacts: {}",
        "metadata: {version: '1.0'}\nartifacts: []\nmore: 1",
        "metadata: {version: '1.0'}\nartifacts: []\nartifacts: []",
        "metadata: {version: '1.0'}\nartifacts: []\n---\na: 1",
        "metadata: {version: '1.0'}\nartifacts: [null]",
        "metadata: !!str {version: '1.0'}\nartifacts: []",
        "metadata: {version: '1.0'}\nartifacts: !!javax.script.ScriptEngineManager []",
        "metadata: &m {version: '1.0'}\nartifacts: [*m]",
        "metadata: {<<: &m {version: '1.0'}}\nartifacts: []",
        "metadata: {version: '1.0'}\nartifacts: [{type: npm, attributes: {}}]"
      })
  void refusesWhatIsNoLockfile(String text) {
    assertThatThrownBy(() -> resolve(text)).isInstanceOf(LockfileException.class);
  }

  @Test
  void namesBothLinesOfADuplicateKey() {
    assertThatThrownBy(() -> resolve("metadata:\n  version: '1.0'\n  version: '1.0'\n"))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:3:", "line 2");
  }

  @Test
  void refusesBillionLaughs() {
    StringBuilder bomb = new StringBuilder("a: &a [x]\n");
    for (char c = 'b'; c < 'z'; c++) {
      char before = (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(("*" + before + ",").repeat(9)).append("]\n");
    }
    assertThatThrownBy(() -> resolve(bomb.toString()))
        .isInstanceOf(LockfileException.class)
        .hasMessageContaining("alias");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 100, 100_000})
  void refusesDeepNesting(int depth) {
    assertThatThrownBy(() -> resolve("[".repeat(depth) + "]".repeat(depth)))
        .isInstanceOf(LockfileException.class);
  }

  @Test
  void readsAHundredThousandArtifacts() throws IOException {
    StringBuilder lock = new StringBuilder("metadata: {version: '1.0'}\nartifacts:\n");
    for (int i = 0; i < 100_000; i++) {
      lock.append(entryOnly("https://a.example/f/" + i + ".zip", ONE, ""));
    }
    assertThat(resolve(lock.toString()).artifacts()).hasSize(100_000);
  }

  @Test
  void refusesAFileBeyondTheLimit() throws IOException {
    byte[] large = new byte[YamlReader.MAX_BYTES + 1];
    java.util.Arrays.fill(large, (byte) '#');
    Files.write(directory.resolve("artifacts.lock.yaml"), large);
    assertThatThrownBy(() -> resolve(Options.none(), new FakeContext(directory)))
        .isInstanceOf(LockfileException.class)
        .hasMessageContaining("larger");
  }

  @Test
  void acceptsAByteOrderMarkAndCarriageReturns() throws IOException {
    String lock = "\uFEFF" + entry("https://a.example/f", ONE, "").replace("\n", "\r\n");
    assertThat(place(only(lock))).isEqualTo("f");
  }

  @Test
  void refusesOtherEncodings() throws IOException {
    Files.write(
        directory.resolve("artifacts.lock.yaml"),
        entry("https://a.example/f", ONE, "").getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> resolve(Options.none(), new FakeContext(directory)))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("lockfile.encoding"));
  }

  @Test
  void recordsTheDigestOfTheFile() throws IOException {
    Resolution resolution = resolve("\uFEFFmetadata: {version: 1.0}\nartifacts: []\n");
    byte[] bytes = Files.readAllBytes(directory.resolve("artifacts.lock.yaml"));
    assertThat(resolution.sources())
        .containsExactly(
            Map.entry(
                RelPath.of("artifacts.lock.yaml"),
                FakeContext.hash(dev.hermetic.core.Digest.Algorithm.SHA256, bytes)));
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> resolve(Options.none(), new FakeContext(directory)))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("artifacts.lock.yaml:");
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

  @ParameterizedTest
  @ValueSource(strings = {"/etc/locks.yaml", "../locks.yaml", "C:/locks.yaml"})
  void refusesALockfileOutsideThePackage(String path) {
    assertThatThrownBy(
            () -> resolve(Options.of(Map.of("lockfile", path)), new FakeContext(directory)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(path);
  }

  @Test
  void refusesUnknownOptions() {
    assertThatThrownBy(
            () -> resolve(Options.of(Map.of("lockfil", "a")), new FakeContext(directory)))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("input.unknown-option"));
  }

  private Resolution resolve(String lock) throws IOException {
    Files.writeString(directory.resolve("artifacts.lock.yaml"), lock);
    return resolve(Options.none(), new FakeContext(directory));
  }

  private static Resolution resolve(Options options, FakeContext context) throws IOException {
    return new GenericResolver()
        .resolve(new PackageInput("generic", RelPath.ROOT, options), context);
  }

  private Artifact only(String lock) throws IOException {
    List<Artifact> artifacts = resolve(lock).artifacts();
    assertThat(artifacts).hasSize(1);
    return artifacts.get(0);
  }

  /** How qualifiers are percent-encoded is core's affair. */
  private static String decoded(Purl purl) {
    return URLDecoder.decode(purl.toString(), StandardCharsets.UTF_8);
  }

  private static String place(Artifact artifact) {
    return new GenericLayout().place(artifact).value();
  }

  private static String entry(String url, String checksum, String more) {
    return "---\nmetadata:\n  version: '1.0'\nartifacts:\n" + entryOnly(url, checksum, more);
  }

  private static String entryOnly(String url, String checksum, String more) {
    String last = more.isEmpty() ? "" : "    " + more + "\n";
    return "  - download_url: " + url + "\n    checksum: " + checksum + "\n" + last;
  }

  private static String maven(String... attributes) {
    StringBuilder lock =
        new StringBuilder("metadata: {version: '1.0'}\nartifacts:\n  - type: maven\n");
    lock.append("    checksum: ").append(ONE).append("\n    attributes:\n");
    lock.append("      repository_url: https://repo.example/m2/\n      group_id: org.x.y\n");
    lock.append("      artifact_id: lib\n      version: '1.0'\n");
    for (String attribute : attributes) {
      lock.append("      ").append(attribute).append('\n');
    }
    return lock.toString();
  }
}
