package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../b",
        "/abs",
        "..\\x",
        "C:x",
        "a/con",
        "aux.txt",
        "LPT1",
        "a./b",
        "a /b",
        "a\u0000b",
        "a\nb",
        "a\u202Eb",
        "a\u200Bb",
        "a:b"
      })
  void rejectsPathsThatEscapeOrAreNotPortable(String text) {
    assertThatThrownBy(() -> RelPath.of(text))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((InputException) e).code())
        .isEqualTo("input.path");
  }

  @ParameterizedTest
  @CsvSource({"./a/b/,a/b", "a//b,a/b", ".,.", "'',.", "a/./b,a/b", "...x/y,...x/y"})
  void normalisesWhatPeopleWrite(String text, String expected) {
    assertThat(RelPath.of(text).value()).isEqualTo(expected);
  }

  @Test
  void rejectsSegmentsLongerThanAFileSystemAllows() {
    assertThat(RelPath.of("x".repeat(255)).name()).hasSize(255);
    assertThatThrownBy(() -> RelPath.of("x".repeat(256))).hasMessageContaining("255 bytes");
    assertThatThrownBy(() -> RelPath.of("ü".repeat(128))).hasMessageContaining("255 bytes");
  }

  @Test
  void rejectsTextThatIsNotUnicode() {
    assertThatThrownBy(() -> RelPath.of("a\uD800b")).hasMessageContaining("not valid Unicode");
    assertThat(RelPath.of("a\uD83D\uDE00b").value()).hasSize(4);
  }

  @Test
  void foldsCaseAndUnicodeFormsAlike() {
    assertThat(RelPath.of("Stra\u00DFe").foldedKey()).isEqualTo(RelPath.of("STRASSE").foldedKey());
    assertThat(RelPath.of("e\u0301").foldedKey()).isEqualTo(RelPath.of("\u00E9").foldedKey());
  }

  @Property
  void aPathThatIsAcceptedStaysBelowItsDirectory(@ForAll @StringLength(max = 40) String text) {
    RelPath path;
    try {
      path = RelPath.of(text);
    } catch (InputException refused) {
      return;
    }
    Path base = Path.of("/base/dir");
    assertThat(path.under(base).normalize()).startsWithRaw(base);
    assertThat(RelPath.of(path.value())).isEqualTo(path);
  }
}
