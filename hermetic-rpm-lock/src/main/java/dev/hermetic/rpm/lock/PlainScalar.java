package dev.hermetic.rpm.lock;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as PyYAML writes it in a block: plain where YAML 1.1 reads text, in single quotes where it
 * would read something else, in double quotes where there are characters beyond ASCII.
 */
final class PlainScalar {
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

  private PlainScalar() {}

  static String of(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
      return doubleQuoted(text);
    }
    return mayBePlain(text) ? text : "'" + text.replace("'", "''") + "'";
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
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"', '\\' -> out.append('\\').appendCodePoint(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> out.append(escaped(c));
              }
            });
    return out.append('"').toString();
  }

  private static String escaped(int c) {
    if (c >= ' ' && c <= '~') {
      return Character.toString(c);
    }
    String format = c <= 0xff ? "\\x%02X" : c <= 0xffff ? "\\u%04X" : "\\U%08X";
    return String.format(Locale.ROOT, format, c);
  }
}
