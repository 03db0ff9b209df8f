package dev.hermetic.cli;

import java.util.Locale;

/** Text as it may reach a terminal: control and format characters appear as escapes. */
final class Printed {
  private Printed() {}

  /** One line of text without anything that could steer a terminal. */
  static String clean(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** A number of bytes for people, {@code 1.5 MiB}. */
  static String bytes(long count) {
    if (count < 1024) {
      return count + " B";
    }
    int unit = (63 - Long.numberOfLeadingZeros(count)) / 10;
    // By hand, since a Formatter loads the data of locales first.
    long tenths = Math.round(10.0 * count / (1L << (10 * unit)));
    return tenths / 10 + "." + tenths % 10 + " " + "KMGTPE".charAt(unit - 1) + "iB";
  }
}
