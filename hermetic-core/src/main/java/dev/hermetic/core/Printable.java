package dev.hermetic.core;

import java.util.List;
import java.util.Locale;

/**
 * Makes text from the outside safe to print: control and format characters appear as escapes, line
 * breaks among them. What is safe already stays as it is.
 */
final class Printable {
  private Printable() {}

  static String text(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c < ' ' || c > '~') {
        return escaped(raw);
      }
    }
    return raw;
  }

  /** Lines to stand behind a message: each is made safe by itself, and indented. */
  static String further(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append('\n').append(line.startsWith(" ") ? "" : "  ").append(text(line));
    }
    return text.toString();
  }

  private static String escaped(String raw) {
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
}
