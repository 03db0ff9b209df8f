package dev.hermetic.formats.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what PyYAML 6.0.3 writes; {@code #} stands for the single quote. */
final class PlainScalarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "sub/dir/x y.zip|sub/dir/x y.zip",
        "a, b|a, b",
        "it's|it's",
        "-x|-x",
        "y|y",
        "1e3|1e3",
        "0o17|0o17",
        "1.0|'1.0'",
        "012|'012'",
        "12:30|'12:30'",
        "yes|'yes'",
        "<<|'<<'",
        "2026-01-02|'2026-01-02'",
        "a: b|'a: b'",
        "a #b|'a #b'",
        "'x|'''x'",
        "-|'-'",
        " x|' x'",
        "ä|\"\\xE4\"",
        "漢|\"\\u6F22\"",
      })
  void writesAsPyYamlDoes(String text, String written) {
    assertThat(PlainScalar.of(text)).isEqualTo(written);
  }
}
