package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that clash, escape, deceive or lack something. */
@Timeout(60)
class HostileEntriesTest extends ResolverLab {
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
  void refusesChecksumsOfTwoAlgorithmsThatNothingJoins() {
    assertThatThrownBy(
            () ->
                resolve(
                    entry("https://a.example/f.zip", ONE, "")
                        + entryOnly("https://b.example/f.zip", "sha512:" + "0".repeat(128), "")))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:7:", "artifacts.lock.yaml:5", "f.zip");
  }

  @ParameterizedTest
  @CsvSource({"Dir/one,dir/ONE", "d/é,d/é", "a.zip,A.zip"})
  void refusesNamesThatDifferOnlyInCaseOrUnicodeFormNamingBothLines(String one, String two) {
    assertThatThrownBy(
            () ->
                resolve(
                    entry("https://a.example/1", ONE, "filename: " + one)
                        + entryOnly("https://a.example/2", TWO, "filename: " + two)))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:8:", "artifacts.lock.yaml:5", "case");
  }

  @Test
  void refusesANameThatIsADirectoryInAnotherCase() {
    assertThatThrownBy(
            () ->
                resolve(
                    entry("https://a.example/x/y", ONE, "filename: x/y")
                        + entryOnly("https://a.example/x", TWO, "filename: X")))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.lock.yaml:5:", "artifacts.lock.yaml:8");
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
              assertThat(e.location().orElseThrow().line()).isEqualTo(7);
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
            LockfileException.class,
            e -> assertThat(e.location().orElseThrow().line()).isEqualTo(6));
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
}
