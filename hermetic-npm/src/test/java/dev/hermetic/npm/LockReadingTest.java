package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and how the message says where. */
class LockReadingTest {
  private static final String INTEGRITY = "sha512-" + "A".repeat(86) + "==";
  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  private LockfileException refused(String lock) {
    project.write("package-lock.json", lock);
    return catchThrowableOfType(LockfileException.class, project::resolve);
  }

  private static String entry(String members) {
    return "{\"lockfileVersion\":3,\n\"packages\":{\n\"node_modules/x\":{\n" + members + "}}}";
  }

  @Test
  void namesTheJsonPathOfAnUnknownForm() {
    LockfileException failure =
        refused(entry("\"version\":\"1.0.0\",\n\"resolved\":\"gopher://h.example/x.tgz\""));
    assertThat(failure.code()).isEqualTo("npm.unknown-form");
    assertThat(failure)
        .hasMessageStartingWith(
            "package-lock.json:5: packages[\"node_modules/x\"].resolved 'gopher://h.example/x.tgz'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "12", "{}", "[]", "null"})
  void refusesAResolvedThatIsNoText(String value) {
    assertThat(refused(entry("\"version\":\"1.0.0\",\"resolved\":" + value)).code())
        .isEqualTo("npm.resolved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "\"\""})
  void takesFalseAndEmptyForAMissingUrl(String value) {
    assertThat(refused(entry("\"version\":\"1.0.0\",\"resolved\":" + value)).code())
        .isEqualTo("npm.no-registry");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"lockfileVersion\":3,\"lockfileVersion\":3}',lockfile.json-duplicate",
    "'{\"lockfileVersion\":9}',npm.lockfile-version",
    "'{\"lockfileVersion\":3',lockfile.json",
    "'[]',npm.lockfile",
    "'',lockfile.json",
    "'{} {}',lockfile.json"
  })
  void refusesWhatIsNoLock(String text, String code) {
    assertThat(refused(text).code()).isEqualTo(code);
  }

  @Test
  void refusesConflictMarkersByName() {
    LockfileException failure =
        refused("{\n\"a\":1,\n<<<<<<< HEAD\n\"b\":1\n=======\n\"b\":2\n>>>>>>> x\n}");
    assertThat(failure.code()).isEqualTo("lockfile.conflict-markers");
    assertThat(failure.location().orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void refusesUtf16() {
    project.write("package-lock.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(project::resolve).isInstanceOf(LockfileException.class);
    project.write("package-lock.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(project::resolve).isInstanceOf(LockfileException.class);
  }

  @Test
  void acceptsAByteOrderMarkAndWindowsLineEnds() {
    project.write(
        "package-lock.json", "\uFEFF{\r\n\"lockfileVersion\":\"3\",\r\n\"packages\":{}\r\n}");
    assertThat(project.resolve().artifacts()).isEmpty();
  }

  @Test
  void refusesDeepNestingWithoutOverflowingTheStack() {
    assertThat(refused("[".repeat(100_000) + "]".repeat(100_000)).code())
        .isEqualTo("lockfile.json");
  }

  @Test
  void refusesHugeNumbers() {
    assertThat(refused("{\"a\":" + "9".repeat(10_000_000) + "}").code()).isEqualTo("lockfile.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node_modules/../../x",
        "node_modules/..",
        "node_modules/@../x",
        "node_modules/a/b",
        "node_modules/con\\u0000",
        "node_modules/a\\u202Eb"
      })
  void refusesNamesThatCouldEscape(String key) {
    LockfileException failure =
        refused(
            "{\"packages\":{\""
                + key
                + "\":{\"version\":\"1.0.0\",\"resolved\":\"https://r.example/x.tgz\",\"integrity\":\""
                + INTEGRITY
                + "\"}}}");
    assertThat(failure.code()).isEqualTo("npm.name");
    assertThat(failure.getMessage()).doesNotContain("\u0000").doesNotContain("\u202E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://r.example/a\\nb.tgz",
        "https://r.example/a\\rb.tgz",
        "https://r.example/a\\u0000b.tgz",
        "https://r.example/a b.tgz"
      })
  void refusesControlCharactersInUrls(String url) {
    assertThat(refused(entry("\"version\":\"1.0.0\",\"resolved\":\"" + url + "\"")).code())
        .isEqualTo("npm.unknown-form");
  }

  @Test
  void refusesCredentialsInUrlsWithoutPrintingThem() {
    LockfileException failure =
        refused(entry("\"version\":\"1.0.0\",\"resolved\":\"https://u:geheim@r.example/x.tgz\""));
    assertThat(failure.code()).isEqualTo("npm.credentials");
    assertThat(failure.getMessage()).doesNotContain("geheim");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo-AAAA", "sha512-zz", "sha1-abc"})
  void refusesIntegrityThatNpmWouldNotVerify(String integrity) {
    LockfileException failure =
        refused(
            entry(
                "\"version\":\"1.0.0\",\"resolved\":\"https://r.example/x.tgz\",\n\"integrity\":\""
                    + integrity
                    + "\""));
    assertThat(failure.code()).isEqualTo("npm.integrity");
    assertThat(failure.location().orElseThrow().line()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "/etc", "missing", "..\\\\x"})
  void refusesLinksThatLeadOutOrNowhere(String target) {
    assertThat(refused(entry("\"link\":true,\"resolved\":\"" + target + "\"")).code())
        .isEqualTo("npm.path");
  }

  @Test
  void refusesLocalTarballsOutsideTheProject() {
    assertThat(refused(entry("\"version\":\"1.0.0\",\"resolved\":\"file:///etc/x.tgz\"")).code())
        .isEqualTo("npm.path");
  }

  @Test
  void checksTheIntegrityOfLocalTarballs() {
    project
        .write("x.tgz", TestTarball.of("{}"))
        .write(
            "package-lock.json",
            entry(
                "\"version\":\"1.0.0\",\"resolved\":\"file:x.tgz\",\"integrity\":\""
                    + INTEGRITY
                    + "\""));
    assertThatThrownBy(project::resolve)
        .isInstanceOfSatisfying(
            HermeticException.class, e -> assertThat(e.code()).isEqualTo("integrity.digest"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git+ssh://git@h.example/o/r.git#0123456789012345678901234567890123456789",
        "git@h.example:o/r.git#01",
        "github:o/r#01",
        "gist:0123",
        "o/r#01",
        "git://h.example/o/r.git"
      })
  void saysThatGitNeedsItsFetcher(String resolved) {
    assertThat(refused(entry("\"version\":\"1.0.0\",\"resolved\":\"" + resolved + "\"")).code())
        .isEqualTo("npm.git");
  }

  @Test
  void reportsAllFaultsAtOnce() {
    project.write(
        "package-lock.json",
        """
        {"packages":{"node_modules/a":{"version":"1.0.0","resolved":true},
        "node_modules/b":{"version":"1.0.0","resolved":1}}}
        """);
    assertThatThrownBy(project::resolve)
        .isInstanceOfSatisfying(
            PrefetchFailedException.class, e -> assertThat(e.failures()).hasSize(2));
  }

  @Test
  void prefersTheShrinkwrap() {
    project
        .write("npm-shrinkwrap.json", "{\"lockfileVersion\":3,\"packages\":{}}")
        .write("package-lock.json", "not json");
    assertThat(project.resolve().sources().keySet().toString()).contains("npm-shrinkwrap.json");
  }

  @Test
  void namesTheMissingLock() {
    assertThatThrownBy(project::resolve)
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("lockfile.missing"));
  }
}
