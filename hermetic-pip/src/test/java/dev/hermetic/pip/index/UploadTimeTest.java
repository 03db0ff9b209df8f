package dev.hermetic.pip.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are what the JDK says they are, however they are read. */
class UploadTimeTest {
  private static void assertAsTheJdk(String text) {
    try {
      assertThat(UploadTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    } catch (InputException refused) {
      assertThatThrownBy(() -> OffsetDateTime.parse(text))
          .as(text)
          .isInstanceOf(DateTimeParseException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.6Z",
        "2026-01-02T03:04:05.678901Z",
        "2026-01-02T03:04:05.678901234Z",
        "2026-01-02T03:04:05.6789012345Z",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05+01:00",
        "2026-01-02T03:04Z",
        "2026-02-30T03:04:05Z",
        "2026-13-01T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02 03:04:05Z",
        "2026-01-02T03:04:60Z",
        "0000-01-01T00:00:00Z",
        "yesterday",
        ""
      })
  void readsTimesAsTheJdk(String text) {
    assertAsTheJdk(text);
  }

  @Provide
  Arbitrary<String> likeTimes() {
    return Arbitraries.strings().withChars("0123456789").ofLength(23).map(UploadTimeTest::shaped);
  }

  private static String shaped(String digits) {
    return "20"
        + digits.substring(0, 2)
        + "-"
        + (digits.charAt(3) < '3' ? "1" : "0")
        + digits.charAt(4)
        + "-"
        + digits.substring(5, 7)
        + "T"
        + digits.substring(7, 9)
        + ":"
        + digits.substring(9, 11)
        + ":"
        + digits.substring(11, 13)
        + "."
        + digits.substring(13, 14 + digits.charAt(2) % 9)
        + "Z";
  }

  @Property(tries = 2000)
  void readsAnyTimeAsTheJdk(@ForAll("likeTimes") String text) {
    assertAsTheJdk(text);
  }
}
