package dev.hermetic.formats.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlReaderTest {
  private static final RelPath FILE = RelPath.of("a/some.toml");
  private static final TomlReader READER = TomlReader.of("x.field", "write it again");

  private static LockfileException failure(String text) {
    return catchThrowableOfType(LockfileException.class, () -> READER.read(FILE, text));
  }

  @Test
  void tellsTheLineOfAFault() {
    assertThat(failure("a = 1\nb = \n")).hasMessageStartingWith("a/some.toml:2: this is not TOML");
  }

  @Test
  void tellsWhatToDoAboutAFault() {
    LockfileException failure = failure("a = \n");
    assertThat(failure.code()).isEqualTo("lockfile.toml");
    assertThat(failure.hints()).containsExactly("write it again");
  }

  @Test
  void aKeyThatIsGivenTwiceIsAFault() {
    assertThat(failure("a = 1\na = 2\n")).hasMessageStartingWith("a/some.toml:2: ");
  }

  @Test
  void whatAFaultQuotesCannotAct() {
    assertThat(failure("a = \u001b[31m\n").getMessage()).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x = [[[[[[[[", "x = {a={a={a={a={a={a={a={a={", "a.a.a.a.a.a.a.a.a.a = 1\n#"})
  void boundsTheDepth(String nested) {
    String deep =
        nested.startsWith("a.")
            ? "a.".repeat(5_000) + "a = 1"
            : nested + nested.substring(4).repeat(5_000);
    assertThat(failure(deep).code()).isEqualTo("lockfile.toml");
  }

  @Test
  void boundsTheNumberOfValuesBeforeTheyAreParsed() {
    assertThat(failure("x = [" + "1,".repeat(1_000_000) + "]\n").code())
        .isEqualTo("lockfile.too-large");
  }

  @Test
  void boundsTheSizeBeforeItIsParsed() {
    assertThat(failure("# " + "x".repeat(TomlReader.MAX_SIZE)).code())
        .isEqualTo("lockfile.too-large");
  }

  /** TOML 1.1 allows line breaks and a last comma in inline tables, 1.0 does not. */
  @Test
  void readsVersion11OnlyWhereThatIsWanted() {
    String text = "a = {\n  b = 'c',\n}\n";
    assertThat(failure(text)).hasMessageContaining("this is not TOML 1.0: ");
    assertThat(READER.acceptingVersion11().read(FILE, text).requiredTable("a").text("b"))
        .contains("c");
  }

  @Test
  void refusesAFaultInWhatIsToBeChangedAsWell() {
    assertThatThrownBy(() -> READER.edit(FILE, "a = \n"))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("a/some.toml:1: ");
  }
}
