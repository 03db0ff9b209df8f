package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.RelPath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values were asked of libdnf 0.69; LibdnfAgreementTest asks it again for others. */
final class IniReaderTest {
  static Map<String, Map<String, String>> read(String text) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    for (RepoSection section : IniReader.read(RelPath.of("a.repo"), text)) {
      Map<String, String> options = new LinkedHashMap<>();
      section.options().forEach((key, value) -> options.put(key, value.text()));
      sections.put(section.id(), options);
    }
    return sections;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[a]~x = 1 ~  2~ | 1~2",
        "[a]~x=1 #c | 1 #c",
        "[a]~x=1~ #c | 1~#c",
        "[a]~x=1~x=2 | 2",
        "[a]~x=1~[b]~[a]~x=2 | 2",
        "[a];c~x==1 | =1",
        "[a]~x=\"1\" | 1",
        "[a]~x='1~ 2' | 1~2",
        "[a]~x=\"1\"2 | \"1\"2",
        " [a]~x\t=\t1 | 1",
        "[a]~x=1~ [b]~x=2 | 1",
        "[a]~x=~ y | ~y",
        "[a]~x=a\\~ b | a\\~b"
      })
  void readsValuesAsDnfDoes(String text, String value) {
    assertThat(read(text.replace('~', '\n')).get("a").get("x")).isEqualTo(value.replace('~', '\n'));
  }

  @Test
  void readsFilesOfOtherSystems() {
    assertThat(read("\uFEFF[a]\r\nx=1\r\n\r\ny=2\r\n"))
        .isEqualTo(Map.of("a", Map.of("x", "1", "y", "2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x=1",
        "[a]\nx=1\n\n 2",
        "[a]\nx=1\n#c\n 2",
        "[a]\n x=1",
        "[a]\nx",
        "[a]\nx:1",
        "[a]\n=1",
        "[a\nx=1",
        "[]\nx=1",
        "[a]bc\nx=1",
        "[a]\n%include b.repo"
      })
  void refusesWhatDnfRefuses(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            HermeticException.class, e -> assertThat(e.code()).isEqualTo("rpm.repo-file"));
  }
}
