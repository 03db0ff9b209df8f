package dev.hermetic.npm;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text of a project file as it may appear in a message: short, and without characters that act. */
final class Shown {
  private static final int MAX = 200;

  private Shown() {}

  /** The text with control and format characters escaped, user information hidden, and cut. */
  static String text(@Nullable String raw) {
    if (raw == null) {
      return "no reason is known";
    }
    String cut = raw.length() > MAX ? raw.substring(0, MAX) + "…" : raw;
    StringBuilder out = new StringBuilder();
    cut.replaceFirst("//[^@/?#]*@", "//***@")
        .codePoints()
        .forEach(c -> out.append(acts(c) ? escaped(c) : Character.toString(c)));
    return out.toString();
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
