package dev.hermetic.rpm.lockfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.formats.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no lockfile needs: refused, as everywhere else. */
final class HostileLockTest {
  private static final RelPath FILE = RelPath.of("rpms.lock.yaml");
  private static final String ENTRY =
      "  - url: https://cdn.example/os/package-%d-1-1.noarch.rpm\n    repoid: os\n    size: 4\n"
          + "    checksum: sha256:"
          + "1".repeat(64)
          + "\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: &x [1]\\nb: *y | rpms.lock.yaml:2: | alias",
        "a: !x [1] | rpms.lock.yaml:1: | tag",
        "a: 1\\na: 2 | rpms.lock.yaml:2: | first in line 1",
        "a: 1\\n---\\nb: 2 | rpms.lock.yaml: | second YAML document"
      })
  void refusesWhatNoLockNeeds(String text, String place, String words) {
    assertThatThrownBy(() -> RpmLockReader.parse(FILE, text.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("lockfile.yaml"))
        .hasMessageStartingWith(place.substring(0, place.length() - 1))
        .hasMessageContaining(words);
  }

  @Test
  void refusesBillionLaughs() {
    StringBuilder bomb = new StringBuilder("a: &a [x]\n");
    for (char c = 'b'; c < 'z'; c++) {
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(("*" + (char) (c - 1) + ",").repeat(9)).append("]\n");
    }
    assertThatThrownBy(() -> RpmLockReader.parse(FILE, bomb.toString()))
        .isInstanceOf(LockfileException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 100, 100_000})
  void refusesDeepNesting(int depth) {
    assertThatThrownBy(() -> RpmLockReader.parse(FILE, "[".repeat(depth) + "]".repeat(depth)))
        .isInstanceOf(LockfileException.class);
  }

  @Test
  void readsFiftyThousandPackages() {
    StringBuilder lock =
        new StringBuilder("lockfileVersion: 1\nlockfileVendor: redhat\narches:\n- arch: x86_64\n");
    lock.append("  packages:\n");
    for (int i = 0; i < 50_000; i++) {
      lock.append(ENTRY.replace("%d", Integer.toString(i)));
    }
    assertThat(RpmLockReader.parse(FILE, lock.toString()).get("x86_64")).hasSize(50_000);
  }

  @Test
  void refusesAFileBeyondTheLimit(@TempDir Path directory) throws Exception {
    byte[] large = new byte[YamlReader.MAX_BYTES + 1];
    Arrays.fill(large, (byte) '#');
    Files.write(directory.resolve(FILE.value()), large);
    assertThatThrownBy(() -> RpmLockReader.read(SourceTree.at(directory), FILE))
        .isInstanceOf(LockfileException.class)
        .hasMessageContaining("larger");
  }

  @Test
  void refusesOtherEncodings(@TempDir Path directory) throws Exception {
    Files.write(
        directory.resolve(FILE.value()), "lockfileVersion: 1".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> RpmLockReader.read(SourceTree.at(directory), FILE))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("lockfile.encoding"));
  }
}
