package dev.hermetic.pip.version;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text of a file or server as it may appear in a message: short, quoted, and without characters
 * that act.
 */
public final class Shown {
  private static final int MAX = 120;
  private static final Pattern USER_INFORMATION = Pattern.compile("//[^@/?#]*+@");

  private Shown() {}

  /**
   * The text in single quotes, with control and format characters escaped and user and password of
   * URLs hidden, cut after a while.
   */
  public static String quoted(String raw) {
    String known = USER_INFORMATION.matcher(raw).replaceAll("//***@");
    StringBuilder out = new StringBuilder("'");
    known
        .codePoints()
        .limit(MAX)
        .forEach(c -> out.append(acts(c) ? escaped(c) : Character.toString(c)));
    return out.append(known.codePointCount(0, known.length()) > MAX ? "…'" : "'").toString();
  }

  private static boolean acts(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String escaped(int c) {
    return String.format(Locale.ROOT, "\\u%04X", c);
  }
}
