package dev.hermetic.formats.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.RelPath;
import org.junit.jupiter.api.Test;

class TomlEditsTest {
  private static TomlEdits edit(String text) {
    return TomlReader.of("x.field").edit(RelPath.of("a/some.toml"), text);
  }

  @Test
  void whatIsNotChangedStaysByteForByte() {
    String text = "# head\r\nb   =  'x' # why\r\n\r\n[ t ]\r\n\"k\" = 0x10\r\n";
    assertThat(edit(text).text()).isEqualTo(text);
  }

  @Test
  void aNewValueKeepsWhatStandsAroundIt() {
    TomlEdits edits = edit("a   =  'x' # why\n[t]\nb = { c = 'old' , d = 1 }\n");
    edits.root().set("a", "y");
    edits.root().table("t").orElseThrow().table("b").orElseThrow().set("c", "new");
    assertThat(edits.text()).isEqualTo("a   =  \"y\" # why\n[t]\nb = { c = \"new\" , d = 1 }\n");
  }

  @Test
  void aKeyIsRemovedWithItsLine() {
    TomlEdits edits = edit("a = 1\nb = 2\n");
    edits.root().remove("a");
    assertThat(edits.root().has("a")).isFalse();
    assertThat(edits.text()).isEqualTo("b = 2\n");
  }

  @Test
  void anArrayGoesWithItsLastElement() {
    TomlEdits edits = edit("[[p]]\nw = [{ n = 1 }, { n = 2 }]\nz = 3\n");
    TomlEdits.Table table = edits.root().tables("p").get(0);
    table.remove("w", 0);
    assertThat(edits.text()).isEqualTo("[[p]]\nw = [{ n = 2 }]\nz = 3\n");
    table.remove("w", 0);
    assertThat(edits.text()).isEqualTo("[[p]]\nz = 3\n");
  }

  @Test
  void whatIsAbsentOrOfAnotherTypeIsNotATable() {
    TomlEdits.Table root = edit("a = 1\n").root();
    assertThat(root.table("a")).isEmpty();
    assertThat(root.tables("a")).isEmpty();
    assertThat(root.tables("b")).isEmpty();
    assertThatThrownBy(() -> root.remove("a", 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
