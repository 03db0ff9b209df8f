package dev.hermetic.formats.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aliases: accepted as PyYAML writes them, bounded in what they expand to. */
@Timeout(60)
final class AliasTest {
  private static final RelPath FILE = RelPath.of("a.yaml");

  /** What {@code yaml.safe_dump({"a": [d, d], "b": l, "c": l})} writes. */
  private static final String DUMPED =
      "a:\n- &id001\n  user: x\n- *id001\nb: &id002\n- 1\n- x\nc: *id002\n";

  @Test
  void standsForTheValueThatItNames() {
    Fields root = read(DUMPED);
    List<YamlNode> items = root.requiredListing("a");
    assertThat(items).hasSize(2);
    assertThat(Fields.of(FILE, items.get(1), "it").required("user")).isEqualTo("x");
    assertThat(root.requiredListing("c")).isEqualTo(root.requiredListing("b"));
    assertThat(root.at("c").line()).isEqualTo(8);
  }

  @Test
  void standsForTheLastValueOfItsName() {
    assertThat(read("a: &x []\nb: &x [1]\nc: *x\n").requiredListing("c")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: *x | 1 | names no list or mapping before it",
        "a: &x [*x] | 1 | names no list or mapping before it",
        "a: &x\\n  b: {c: *x} | 2 | names no list or mapping before it",
        "a: &x b\\nc: *x | 2 | names no list or mapping before it",
        "&x a: 1\\nb: *x | 2 | names no list or mapping before it",
        "a: &x b\\n*x : c | 2 | not YAML that can be read",
        "a: &x {b: c}\\nd:\\n  <<: *x | 3 | a merge key"
      })
  void refusesWhatPyYamlNeverWrites(String text, int line, String words) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            LockfileException.class,
            e -> {
              assertThat(e.code()).isEqualTo("lockfile.yaml");
              assertThat(e.location().orElseThrow().line()).isEqualTo(line);
            })
        .hasMessageContaining(words);
  }

  @Test
  void refusesBillionLaughs() {
    StringBuilder bomb = new StringBuilder("a: &a [x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(("*" + (char) (c - 1) + ",").repeat(9)).append("]\n");
    }
    assertThatThrownBy(() -> read(bomb.toString()))
        .isInstanceOf(LockfileException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void countsNodesAfreshForEachAlias() {
    String thousand = "a: &a [" + "x,".repeat(1000) + "]\nb: [";
    assertThat(read(thousand + "*a,".repeat(1000) + "]").requiredListing("b")).hasSize(1000);
    assertThatThrownBy(() -> read(thousand + "*a,".repeat(1050) + "]"))
        .hasMessageContaining("too large");
  }

  @Test
  void boundsTheDepthToWhichAliasesNest() {
    assertThat(read(nested(12)).has("l12")).isTrue();
    assertThatThrownBy(() -> read(nested(20)))
        .isInstanceOf(LockfileException.class)
        .hasMessageContaining("too large");
  }

  private static String nested(int levels) {
    StringBuilder text = new StringBuilder("l0: &l0 [x]\n");
    for (int i = 1; i <= levels; i++) {
      text.append("l" + i + ": &l" + i + " [*l" + (i - 1) + "]\n");
    }
    return text.toString();
  }

  private static Fields read(String text) {
    return Fields.of(FILE, YamlReader.read(FILE, text), "the file");
  }
}
