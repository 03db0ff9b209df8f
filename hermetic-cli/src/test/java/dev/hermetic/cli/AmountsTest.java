package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AmountsTest {
  @ParameterizedTest
  @CsvSource({"5,5", "5B,5", "1k,1024", "500M,524288000", "10G,10737418240", "1TiB,1099511627776"})
  void readsSizes(String text, long bytes) {
    assertThat(Amounts.bytes(text)).isEqualTo(bytes);
  }

  @Test
  void readsAges() {
    assertThat(Amounts.age("2w")).isEqualTo(Duration.ofDays(14));
    assertThat(Amounts.age("12h")).isEqualTo(Duration.ofHours(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d", "-1d", "5x", "1.5G", "5", "99999999999d"})
  void refusesOtherAges(String text) {
    assertThatThrownBy(() -> Amounts.age(text)).isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "-1", "5x", "1.5G", "5XB", "99999999999"})
  void refusesOtherSizes(String text) {
    assertThatThrownBy(() -> Amounts.bytes(text)).isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "1023,1023 B",
    "1024,1.0 KiB",
    "1572864,1.5 MiB",
    "1048575,1024.0 KiB",
    "9223372036854775807,8.0 EiB"
  })
  void printsSizes(long bytes, String text) {
    assertThat(Printed.bytes(bytes)).isEqualTo(text);
  }
}
