package dev.hermetic.pip.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.PackageName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreMetadataReaderTest {
  private static final String HEAD = "Metadata-Version: 2.1\nName: Foo_Bar\nVersion: 1.0\n";

  private static CoreMetadata read(String text) {
    return CoreMetadataReader.read(text.getBytes(StandardCharsets.UTF_8), "foo.whl");
  }

  private static List<String> requires(String text) {
    return read(text).requires().stream().map(Object::toString).toList();
  }

  @Test
  void readsTheFieldsThatMatterHere() {
    CoreMetadata metadata =
        read(
            HEAD
                + "Requires-Dist: a>=1\nRequires-Dist: b; extra == 'x'\nRequires-Python: >=3.8\n"
                + "Provides-Extra: X\n");
    assertThat(metadata.name()).isEqualTo(PackageName.of("foo-bar"));
    assertThat(metadata.version()).hasToString("1.0");
    assertThat(metadata.requires()).hasSize(2);
    assertThat(metadata.requiresPython())
        .hasValueSatisfying(s -> assertThat(s).hasToString(">=3.8"));
    assertThat(metadata.extras()).containsExactly(PackageName.of("x"));
  }

  @Test
  void endsAtTheFirstEmptyLine() {
    assertThat(requires(HEAD + "\nRequires-Dist: a\n")).isEmpty();
  }

  @Test
  void joinsContinuedLines() {
    assertThat(
            read(HEAD + "Requires-Dist: a\n  ; python_version > '3'\n").requires().get(0).marker())
        .isPresent();
  }

  @Test
  void readsFieldNamesInAnyCase() {
    assertThat(requires(HEAD + "requires-dist: a\r\n")).containsExactly("a");
  }

  @Test
  void ignoresBytesThatAreNotUtf8InOtherFields() {
    byte[] text = (HEAD + "Author: Andr\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CoreMetadataReader.read(text, "foo").version()).hasToString("1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name: foo\nVersion: 1\n",
        "Metadata-Version: 3.0\nName: foo\nVersion: 1\n",
        "Metadata-Version: 2\nName: foo\nVersion: 1\n",
        "Metadata-Version: 2.1\nVersion: 1\n",
        "Metadata-Version: 2.1\nName: foo\nName: bar\nVersion: 1\n",
        "Metadata-Version: 2.1\nName: foo\n",
        "Metadata-Version: 2.1\nName: foo\nVersion: one\n",
        "Metadata-Version: 2.1\nName: foo\nVersion: 1\nRequires-Dist: ???\n",
        "Metadata-Version: 2.1\nName: foo\nVersion: 1\nRequires-Python: now\n",
        "<html>\n",
        ""
      })
  void rejectsWhatIsNoMetadata(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("foo.whl: ")
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("pip.metadata");
  }

  @ParameterizedTest
  @CsvSource({
    "1.2, '', false",
    "2.1, '', false",
    "2.2, '', true",
    "2.5, '', true",
    "2.10, '', true",
    "2.2, Requires-Dist, false",
    "2.4, requires-dist, false",
    "2.2, Provides-Extra, false",
    "2.2, License-File, true"
  })
  void knowsWhetherTheNeedsOfAnSdistAreStatic(String version, String dynamic, boolean expected) {
    String field = dynamic.isEmpty() ? "" : "Dynamic: " + dynamic + "\n";
    String text = "Metadata-Version: " + version + "\nName: foo\nVersion: 1\n" + field;
    assertThat(read(text).needsAreStatic()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a (>=1.0.*)         | a>=1.0",
        "a>=1,<2,            | a>=1, <2",
        "a>=1.0<2            | a>=1.0, <2",
        "a>=1.0.*; extra=='x'| a>=1.0"
      })
  void readsTheSlipsOfOldTools(String text, String meaning) {
    var expected = dev.hermetic.pip.requirement.Requirement.parse(meaning);
    assertThat(read(HEAD + "Requires-Dist: " + text + "\n").requires().get(0).specifiers())
        .isEqualTo(expected.specifiers());
  }

  @Property
  void failsInOneWayOnly(@ForAll String text) {
    try {
      read(HEAD + text);
    } catch (InputException expected) {
      assertThat(expected.code()).isEqualTo("pip.metadata");
    }
  }
}
