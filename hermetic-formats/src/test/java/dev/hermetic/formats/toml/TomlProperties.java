package dev.hermetic.formats.toml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class TomlProperties {
  private static final RelPath FILE = RelPath.of("a/some.toml");
  private static final TomlReader READER = TomlReader.of("x.field");

  @Property(tries = 300)
  void whatIsWrittenIsReadAgain(@ForAll("tables") Map<String, Object> plain) {
    String text = TomlTableBuilder.headed(plain).toToml(80);
    assertThat(READER.read(FILE, text).plain()).isEqualTo(plain);
  }

  @Property(tries = 300)
  void whatIsWrittenStaysWhereNothingIsChanged(@ForAll("tables") Map<String, Object> plain) {
    String text = TomlTableBuilder.headed(plain).toToml(80);
    assertThat(READER.edit(FILE, text).text()).isEqualTo(text);
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefusedWithItsFile(@ForAll("texts") String text) {
    try {
      READER.read(FILE, text).plain();
    } catch (LockfileException refused) {
      assertThat(refused.code()).isEqualTo("lockfile.toml");
      assertThat(refused.location().orElseThrow().file()).isEqualTo(FILE);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab.=[]{},\"'#\\\n\r \t1-:TZ\u0000é\ud800")
        .ofMaxLength(40);
  }

  @Provide
  Arbitrary<Map<String, Object>> tables() {
    return table(value(2));
  }

  private static Arbitrary<Object> value(int depth) {
    Arbitrary<Object> scalar =
        Arbitraries.oneOf(
            text().map(text -> text),
            Arbitraries.longs().map(number -> number),
            Arbitraries.of(true, false).map(flag -> flag));
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<Object> list = value(depth - 1).list().ofMaxSize(3).map(List::copyOf);
    Arbitrary<Object> map = table(value(depth - 1)).map(table -> table);
    return Arbitraries.frequencyOf(Tuple.of(3, scalar), Tuple.of(1, list), Tuple.of(1, map));
  }

  private static Arbitrary<Map<String, Object>> table(Arbitrary<Object> values) {
    return Arbitraries.maps(text(), values).ofMaxSize(4);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withChars("aB-_. \"'\\\n\t\r\u0001\u007fé\u202e")
        .ofMinLength(0)
        .ofMaxLength(8);
  }
}
