package dev.hermetic.formats.json;

import java.util.Locale;

/** Writes JSON strings (RFC 8259, section 7). */
public final class JsonStrings {
  private JsonStrings() {}

  /** The text between quotes; only what has to be escaped is. */
  public static String quote(String text) {
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
