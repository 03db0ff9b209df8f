package dev.hermetic.formats.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlTableTest {
  private static final RelPath FILE = RelPath.of("a/some.toml");

  private static TomlTable read(String text) {
    return TomlReader.of("x.field", "write it again").read(FILE, text);
  }

  private static LockfileException failure(String text, Function<TomlTable, ?> getter) {
    TomlTable table = read(text);
    return catchThrowableOfType(LockfileException.class, () -> getter.apply(table));
  }

  @Test
  void whatIsAbsentIsEmpty() {
    TomlTable table = read("");
    assertThat(table.text("a")).isEmpty();
    assertThat(table.number("a")).isEmpty();
    assertThat(table.flag("a")).isEmpty();
    assertThat(table.time("a")).isEmpty();
    assertThat(table.table("a")).isEmpty();
    assertThat(table.tables("a")).isEmpty();
    assertThat(table.value("a")).isEmpty();
  }

  @Test
  void readsEachTypeOfValue() {
    TomlTable table = read("t = 'x'\nn = 0x10\nf = true\nl = ['a', 'b']\n[s]\nk = 1\n");
    assertThat(table.text("t")).contains("x");
    assertThat(table.number("n")).contains(16L);
    assertThat(table.flag("f")).contains(true);
    assertThat(table.texts("l")).contains(List.of("a", "b"));
    assertThat(table.requiredTable("s").number("k")).contains(1L);
  }

  @Test
  void aTimeWithoutAnOffsetIsUtc() {
    TomlTable table = read("a = 2026-01-02T03:04:05\nb = 2026-01-02T03:04:05+01:00\n");
    assertThat(table.time("a")).contains(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(table.time("b")).contains(Instant.parse("2026-01-02T02:04:05Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "text, a text",
    "number, a whole number",
    "flag, true or false",
    "time, a date and time",
    "table, a table",
    "elements, an array"
  })
  void aValueOfTheWrongTypeIsToldWithItsLine(String getter, String type) {
    Map<String, Function<TomlTable, ?>> getters =
        Map.of(
            "text", table -> table.text("k"),
            "number", table -> table.number("k"),
            "flag", table -> table.flag("k"),
            "time", table -> table.time("k"),
            "table", table -> table.table("k"),
            "elements", table -> table.elements("k"));
    LockfileException failure = failure("\nk = 1.5\n", getters.get(getter));
    assertThat(failure).hasMessage("a/some.toml:2: k is not " + type);
    assertThat(failure.code()).isEqualTo("x.field");
    assertThat(failure.hints()).containsExactly("write it again");
  }

  @Test
  void anElementOfTheWrongTypeIsToldWithItsOwnLine() {
    assertThat(failure("[t]\nk = [\n  'a',\n  1,\n]\n", root -> root.requiredTable("t").texts("k")))
        .hasMessage("a/some.toml:4: t k[1] is not a text");
  }

  @Test
  void aMissingValueIsToldWithTheLineOfItsTable() {
    assertThat(
            failure(
                "[[p]]\nname = 'a'\n[[p]]\nname = 'b'\n",
                root -> root.requiredTables("p").get(1).named("b").requiredText("version")))
        .hasMessage("a/some.toml:3: b version is missing");
  }

  @Test
  void aKeyThatIsNotBareIsQuotedAndCannotAct() {
    assertThat(failure("\"\\u202Ek\" = 1\n", root -> root.text("\u202ek")))
        .hasMessage("a/some.toml:1: '\\u202ek' is not a text");
  }

  @Test
  void dotsInAKeyArePartOfIt() {
    assertThat(read("'a.b' = 'x'\na.b = 'y'\n").text("a.b")).contains("x");
  }

  @Test
  void whatAParserRefusesIsToldWithTheLine() {
    TomlTable table = read("\na = 'x'\n");
    assertThatThrownBy(
            () ->
                table.parsed(
                    "a",
                    text -> {
                      throw InputException.of("x.own", text + " is not good", "correct it");
                    }))
        .isInstanceOf(LockfileException.class)
        .hasMessage("a/some.toml:2: a: x is not good");
  }

  @Test
  void aParsedTextKeepsItsSpelling() {
    ParsedText<Integer> parsed = read("a = '007'\n").requiredParsed("a", Integer::valueOf);
    assertThat(parsed.text()).isEqualTo("007");
    assertThat(parsed.value()).isEqualTo(7);
  }

  @Test
  void namesTheKeysThatAreNotKnownInTheirOrder() {
    assertThat(read("z = 1\nb = 2\na = 3\n").keysBesides(Set.of("b"))).containsExactly("a", "z");
  }

  @Test
  void aKeyStandsWhereItIsWritten() {
    TomlTable table = read("[t]\n\na = 1\n").requiredTable("t");
    assertThat(table.location()).isEqualTo(new Location(FILE, 1));
    assertThat(table.at("a")).isEqualTo(new Location(FILE, 3));
    assertThat(table.at("b")).isEqualTo(new Location(FILE, 1));
  }

  @Test
  void plainValuesAreThoseOfTheJdkInTheOrderOfTheFile() {
    Map<String, Object> plain = read("z = 1\na = [{ k = 2026-01-02 }, 1.5]\n[t]\nx = true").plain();
    assertThat(plain.keySet()).containsExactly("z", "a", "t");
    assertThat(plain)
        .isEqualTo(
            Map.of(
                "z", 1L,
                "a", List.of(Map.of("k", LocalDate.of(2026, 1, 2)), 1.5),
                "t", Map.of("x", true)));
  }

  @Test
  void plainValuesCannotBeChanged() {
    Map<String, Object> plain = read("a = 1\n").plain();
    assertThatThrownBy(() -> plain.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aValueOfAnyTypeCanBeAsked() {
    TomlTable table = read("a = 'x'\nb = ['y', { c = true }]\n");
    assertThat(table.value("a").orElseThrow().asText()).contains("x");
    assertThat(table.value("a").orElseThrow().asElements()).isEmpty();
    List<TomlValue> elements = table.value("b").orElseThrow().asElements().orElseThrow();
    assertThat(elements.get(0).asTable()).isEmpty();
    TomlTable second = elements.get(1).asTable().orElseThrow();
    assertThat(second.value("c").orElseThrow().isTrue()).isTrue();
  }
}
