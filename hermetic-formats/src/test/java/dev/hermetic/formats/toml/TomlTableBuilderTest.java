package dev.hermetic.formats.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TomlTableBuilderTest {
  @Test
  void writesKeysInTheOrderInWhichTheyWerePut() {
    TomlTableBuilder root = TomlTableBuilder.headed().put("b", "x").put("a", 1L);
    assertThat(root.toToml(80)).isEqualTo("b = \"x\"\na = 1\n");
  }

  @Test
  void dotsInAKeyArePartOfIt() {
    assertThat(TomlTableBuilder.headed().put("a.b", 1L).toToml(80)).isEqualTo("\"a.b\" = 1\n");
  }

  @Test
  void aListThatIsTooLongHasALineForEachElement() {
    TomlTableBuilder root = TomlTableBuilder.headed().put("a", List.of("x".repeat(9), "y"));
    assertThat(root.toToml(80)).isEqualTo("a = [\"xxxxxxxxx\", \"y\"]\n");
    assertThat(root.toToml(10)).isEqualTo("a = [\n  \"xxxxxxxxx\",\n  \"y\",\n]\n");
  }

  @Test
  void tablesOfAnArrayHaveHeaders() {
    TomlTableBuilder inline = TomlTableBuilder.inline().put("k", true);
    TomlTableBuilder entry = TomlTableBuilder.headed().put("n", 1L).put("t", inline);
    assertThat(TomlTableBuilder.headed().putHeaded("p", List.of(entry)).toToml(80))
        .contains("[[p]]\nn = 1\nt = {")
        .contains("k = true");
  }

  @Test
  void anArrayWithoutTablesIsInline() {
    assertThat(TomlTableBuilder.headed().putHeaded("p", List.of()).toToml(80))
        .isEqualTo("p = []\n");
  }

  @Test
  void mapsAreWrittenAsTheirTableIs() {
    Map<String, Object> plain = Map.of("t", Map.of("k", 1L));
    assertThat(TomlTableBuilder.headed(plain).toToml(80)).isEqualTo("[t]\nk = 1\n");
  }

  @Test
  void refusesWhatTomlHasNoValueFor() {
    TomlTableBuilder root = TomlTableBuilder.headed();
    assertThatThrownBy(() -> root.put("a", new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
