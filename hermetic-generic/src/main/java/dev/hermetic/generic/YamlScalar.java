package dev.hermetic.generic;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text as a YAML scalar that every YAML 1.1 and 1.2 reader takes for the same text: plain where
 * nothing can be mistaken, else in single quotes, and in double quotes where only escapes can show
 * it.
 */
final class YamlScalar {
  // A letter first is never a number, a date or an indicator; without a space no ": " or " #".
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z](?:[A-Za-z0-9._~/:@%+=&?;!$,-]*[A-Za-z0-9._~/@%+=&?;!$,-])?");
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private YamlScalar() {}

  static String text(String value) {
    if (PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT))) {
      return value;
    }
    if (value.chars().allMatch(YamlScalar::isVisible)) {
      return "'" + value.replace("'", "''") + "'";
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (isVisible(c)) {
        out.append(c);
      } else {
        out.append(escape(value, i));
        i += Character.isHighSurrogate(c) && Character.charCount(value.codePointAt(i)) == 2 ? 1 : 0;
      }
    }
    return out.append('"').toString();
  }

  private static String escape(String value, int at) {
    int codePoint = value.codePointAt(at);
    return codePoint > 0xffff
        ? String.format(Locale.ROOT, "\\U%08x", codePoint)
        : String.format(Locale.ROOT, "\\u%04x", codePoint);
  }

  private static boolean isVisible(int c) {
    return c >= ' ' && c <= '~' || c >= 0xa1 && c <= 0x1fff && Character.isLetterOrDigit(c);
  }
}
