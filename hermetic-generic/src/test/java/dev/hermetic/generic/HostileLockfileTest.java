package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Options;
import dev.hermetic.formats.yaml.YamlReader;
import dev.hermetic.testkit.FakeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no lockfile, or too much of one. */
@Timeout(60)
class HostileLockfileTest extends ResolverLab {
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
  void refusesOtherEncodings() throws IOException {
    Files.write(
        directory.resolve("artifacts.lock.yaml"),
        entry("https://a.example/f", ONE, "").getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> resolve(Options.none(), new FakeContext(directory)))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("lockfile.encoding"));
  }
}
