package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericLockerTest {
  /** SHA-256 of "abc" (FIPS 180-4 examples). */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void context() {
    context = new FakeContext(directory);
    context.file("https://a.example/d/tool.zip", "abc");
  }

  @Test
  void locksInTheOrderOfTheInput() throws Exception {
    context.file("https://a.example/b", "abc");
    assertThat(lock("input:\n- url: https://a.example/b\n- https://a.example/d/tool.zip\n"))
        .isEqualTo(
            """
            ---
            metadata:
              version: '1.0'
            artifacts:
              - download_url: https://a.example/b
                checksum: sha256:%1$s
                filename: b
              - download_url: https://a.example/d/tool.zip
                checksum: sha256:%1$s
                filename: tool.zip
            """
                .formatted(ABC));
  }

  @Test
  void passesMavenAndAuthThrough() throws Exception {
    context.variable("PW", "open sesame");
    context.file("https://repo.example/m2/g/a/1.0/a-1.0.jar", "abc");
    String locked =
        lock(
            """
            input:
              - type: maven
                attributes: {repository_url: 'https://repo.example/m2', group_id: g, artifact_id: a, version: '1.0'}
                auth: {basic: {username: Aladdin, password: $PW}}
            """);
    assertThat(locked)
        .isEqualTo(
            """
            ---
            metadata:
              version: '2.0'
            artifacts:
              - type: maven
                attributes:
                  repository_url: https://repo.example/m2
                  group_id: g
                  artifact_id: a
                  version: '1.0'
                  type: jar
                checksum: sha256:%s
                filename: a-1.0.jar
                auth:
                  basic:
                    username: Aladdin
                    password: $PW
            """
                .formatted(ABC));
    assertThat(context.obtained().values())
        .containsExactly(Map.of("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ABC,
        "sha256:" + ABC,
        "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
      })
  void acceptsTheRightChecksum(String checksum) throws Exception {
    assertThat(lock("input: [{url: https://a.example/d/tool.zip, checksum: '" + checksum + "'}]"))
        .contains("checksum: sha256:" + ABC);
  }

  @Test
  void refusesContentThatContradictsTheChecksum() {
    String other = "0".repeat(64);
    assertThatThrownBy(
            () -> lock("input: [{url: https://a.example/d/tool.zip, checksum: '" + other + "'}]"))
        .isInstanceOfSatisfying(
            IntegrityException.class,
            e -> {
              assertThat(e.code()).isEqualTo("generic.checksum");
              assertThat(e.actual()).isEqualTo("sha256:" + ABC);
              assertThat(e).hasMessageStartingWith("artifacts.in.yaml:1: tool.zip");
            });
  }

  @Test
  void givesEqualBytesForAnUnchangedInput() throws Exception {
    String first = lock("input: [https://a.example/d/tool.zip]");
    Files.writeString(directory.resolve("artifacts.lock.yaml"), first);
    assertThat(lock("input: [https://a.example/d/tool.zip]")).isEqualTo(first);
  }

  @Test
  void refusesContentThatChangedSinceItWasLocked() throws Exception {
    lockThenChange();
    assertThatThrownBy(() -> lock("input: [https://a.example/d/tool.zip]"))
        .isInstanceOfSatisfying(
            IntegrityException.class,
            e -> assertThat(e.code()).isEqualTo("generic.changed-upstream"))
        .hasMessageContaining("artifacts.lock.yaml:5");
  }

  @Test
  void acceptsAChangeThatWasAskedFor() throws Exception {
    lockThenChange();
    context.update("tool.zip");
    assertThat(lock("input: [https://a.example/d/tool.zip]")).doesNotContain(ABC);
  }

  @Test
  void anUpdateNeverOverridesAGivenChecksum() throws Exception {
    lockThenChange();
    context.update("tool.zip");
    assertThatThrownBy(
            () -> lock("input: [{url: https://a.example/d/tool.zip, checksum: '" + ABC + "'}]"))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void refusesOneNameForTwoContents() {
    context.file("https://b.example/tool.zip", "other");
    assertThatThrownBy(
            () -> lock("input:\n- https://a.example/d/tool.zip\n- https://b.example/tool.zip\n"))
        .isInstanceOf(LockfileException.class)
        .hasMessageContainingAll("artifacts.in.yaml:3:", "artifacts.in.yaml:2");
  }

  @ParameterizedTest
  @CsvSource({"Dir/one,dir/ONE", "d/é,d/é"})
  void refusesNamesThatDifferOnlyInCaseOrUnicodeFormBeforeAnyDownload(String one, String two) {
    assertThatThrownBy(
            () ->
                lock(
                    "input:\n- {url: https://a.example/b, filename: %s}\n".formatted(one)
                        + "- {url: https://a.example/c, filename: %s}\n".formatted(two)))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("generic.duplicate"))
        .hasMessageContainingAll("artifacts.in.yaml:3:", "at artifacts.in.yaml:2");
    assertThat(context.obtained()).isEmpty();
  }

  @Test
  void keepsMirrors() throws Exception {
    context.file("https://b.example/tool.zip", "abc");
    assertThat(lock("input:\n- https://a.example/d/tool.zip\n- https://b.example/tool.zip\n"))
        .contains("a.example", "b.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input: [{url: 'https://a.example/x', sha256: 'a'}]",
        "input: [{filename: x}]",
        "input: [7]",
        "input: {}",
        "inputs: []",
        "input: []\nmore: 1",
        "input: [{url: 'https://a.example/x', filename: '../x'}]",
        "input: [{url: 'https://a.example/x'}, {url: 'https://a.example/x', checksum: '"
            + ABC
            + "'}]"
      })
  void refusesWhatItDoesNotKnowBeforeAnyDownload(String text) {
    assertThatThrownBy(() -> lock(text))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("artifacts.in.yaml:");
    assertThat(context.obtained()).isEmpty();
  }

  private void lockThenChange() throws Exception {
    Files.writeString(
        directory.resolve("artifacts.lock.yaml"), lock("input: [https://a.example/d/tool.zip]"));
    context.file("https://a.example/d/tool.zip", "changed");
  }

  private String lock(String inputs) throws IOException, InterruptedException {
    Files.writeString(directory.resolve("artifacts.in.yaml"), inputs);
    return new GenericLocker().lock(PackageInput.of("generic", "."), context).content();
  }
}
