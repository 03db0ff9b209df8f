package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages and sizes as people write them. */
final class Amounts {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");

  private Amounts() {}

  /** {@code 12h}, {@code 30d}, {@code 8w}. */
  static Duration age(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      switch (matcher.group(2)) {
        case "m":
          return Duration.ofMinutes(number);
        case "h":
          return Duration.ofHours(number);
        case "d":
          return Duration.ofDays(number);
        case "w":
          return Duration.ofDays(number * 7);
        default:
      }
    }
    throw wrong(text, "an age such as 12h, 30d or 8w");
  }

  /** {@code 500M}, {@code 10G}, {@code 10GiB}; units are powers of 1024, none means bytes. */
  static long bytes(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (matcher.matches()) {
      String unit = matcher.group(2).toUpperCase(Locale.ROOT).replaceFirst("I?B$", "");
      int power = unit.isEmpty() ? 0 : unit.length() == 1 ? "KMGT".indexOf(unit) + 1 : 0;
      if (unit.isEmpty() || power > 0) {
        return Long.parseLong(matcher.group(1)) * (1L << (10 * power));
      }
    }
    throw wrong(text, "a size such as 500M, 10G or 1T");
  }

  private static InputException wrong(String text, String expected) {
    return InputException.of(
        "input.option", "'" + Printed.clean(text) + "' is not " + expected, "correct the option");
  }
}
