package dev.hermetic.pip.index;

import dev.hermetic.core.InputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as pages write them (RFC 3339), most often {@code 2026-01-02T03:04:05.678901Z}. */
final class UploadTime {
  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";

  private UploadTime() {}

  /**
   * Reads a time.
   *
   * @throws InputException when it is none
   */
  static Instant parse(String text) {
    try {
      return isUsual(text) ? usual(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException malformed) {
      throw InputException.of("input.time", "its upload time is not understood");
    }
  }

  /** The formatter of the JDK takes most of the time that reading a page takes. */
  private static boolean isUsual(String text) {
    int last = text.length() - 1;
    if (last < SHAPE.length() || last > SHAPE.length() + 10 || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char wanted = SHAPE.charAt(i);
      if (wanted == 'd' ? !isDigit(text.charAt(i)) : wanted != text.charAt(i)) {
        return false;
      }
    }
    for (int i = SHAPE.length() + 1; i < last; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return last == SHAPE.length()
        || last > SHAPE.length() + 1 && text.charAt(SHAPE.length()) == '.';
  }

  private static Instant usual(String text) {
    int nanos = 0;
    for (int i = SHAPE.length() + 1; i <= SHAPE.length() + 9; i++) {
      char c = i < text.length() ? text.charAt(i) : '0';
      nanos = 10 * nanos + (isDigit(c) ? c - '0' : 0);
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            nanos)
        .toInstant(ZoneOffset.UTC);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
