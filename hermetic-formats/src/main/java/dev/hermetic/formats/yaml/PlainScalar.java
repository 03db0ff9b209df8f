package dev.hermetic.formats.yaml;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as PyYAML's {@code safe_dump} writes it in a block, on one line: plain where YAML 1.1
 * reads text, in single quotes where it would read something else, in double quotes where there are
 * line ends, control characters or characters beyond ASCII. Differs from it only where it would
 * fold a text into lines, and in U+2028 and U+2029, which are written by their numbers.
 */
public final class PlainScalar {
  private static final Pattern OTHER =
      Pattern.compile(
          "yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"
              + "|~|null|Null|NULL||<<|="
              + "|[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
              + "|[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)"
              + "|\\.(?:nan|NaN|NAN)|[0-9]{4}-[0-9]{2}-[0-9]{2}"
              + "|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \\t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}"
              + "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?");
  private static final String INDICATORS = "#,[]{}&*!|>'\"%@`";

  // YAML 1.1, section 5.7: characters that have an escape of their own, and its letter; but not
  // those of U+2028 and U+2029, which SnakeYAML Engine cannot read.
  private static final String ESCAPED = "\"\\\0\u0007\b\t\n\u000b\f\r\u001b\u0085\u00a0";
  private static final String ESCAPES = "\"\\0abtnvfreN_";

  private PlainScalar() {}

  /** The text as a scalar; reading it gives the text back. */
  public static String of(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
      return doubleQuoted(text);
    }
    return mayBePlain(text) ? text : "'" + text.replace("'", "''") + "'";
  }

  /** Whether YAML 1.1 takes a plain scalar for text, and not for a number, a truth value… */
  static boolean isText(String plain) {
    return !OTHER.matcher(plain).matches();
  }

  private static boolean mayBePlain(String text) {
    if (OTHER.matcher(text).matches()
        || INDICATORS.indexOf(text.charAt(0)) >= 0
        || text.startsWith("---")
        || text.startsWith("...")
        || text.startsWith(" ")
        || text.endsWith(" ")
        || text.endsWith(":")
        || text.contains(": ")
        || text.contains(" #")) {
      return false;
    }
    boolean special = text.charAt(0) == '-' || text.charAt(0) == '?' || text.charAt(0) == ':';
    return !special || (text.length() > 1 && text.charAt(1) != ' ');
  }

  private static String doubleQuoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.append('"').toString();
  }

  private static String escaped(int c) {
    int at = ESCAPED.indexOf(c);
    if (at >= 0) {
      return "\\" + ESCAPES.charAt(at);
    }
    if (c >= ' ' && c <= '~') {
      return Character.toString(c);
    }
    String format = c <= 0xff ? "\\x%02X" : c <= 0xffff ? "\\u%04X" : "\\U%08X";
    return String.format(Locale.ROOT, format, c);
  }
}
