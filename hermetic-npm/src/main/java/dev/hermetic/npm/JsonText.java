package dev.hermetic.npm;

import java.util.Locale;

/** Writes JSON strings (RFC 8259, section 7). */
final class JsonText {
  private JsonText() {}

  /** The text between quotes; only what has to be escaped is. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
