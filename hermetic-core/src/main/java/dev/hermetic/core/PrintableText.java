package dev.hermetic.core;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes text from the outside safe to print: control and format characters appear as escapes, line
 * breaks among them. What is safe already stays as it is.
 */
public final class PrintableText {
  private static final int LONGEST = 120;
  private static final Pattern USER_INFORMATION = Pattern.compile("//[^@/?#]*+@");

  private PrintableText() {}

  /** The text with all control and format characters escaped, {@code \u001b} for example. */
  public static String text(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c < ' ' || c > '~') {
        return escaped(raw);
      }
    }
    return raw;
  }

  /**
   * The same in quotes, cut behind 120 characters, and with the user information of URLs hidden:
   * how a value of a file appears in a message.
   */
  public static String quoted(String value) {
    String raw = USER_INFORMATION.matcher(value).replaceAll("//***@");
    boolean whole = raw.length() <= LONGEST;
    // Not between the two halves of a character beyond the basic plane.
    int end = whole || !Character.isHighSurrogate(raw.charAt(LONGEST - 1)) ? LONGEST : LONGEST - 1;
    return "'" + text(whole ? raw : raw.substring(0, end)) + (whole ? "'" : "…'");
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
    raw.codePoints()
        .forEach(
            c -> {
              if (acts(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /** Whether a terminal or a reader of lines may do something else with it than show it. */
  private static boolean acts(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
