package dev.hermetic.formats;

import java.util.Locale;

/** Text from a file as it appears in messages: in quotes, short, nothing invisible in it. */
public final class Quoted {
  private static final int LONGEST = 80;

  private Quoted() {}

  /** The text in quotes. */
  public static String text(String raw) {
    StringBuilder out = new StringBuilder("'");
    int shown = Math.min(raw.length(), LONGEST);
    for (int i = 0; i < shown; i++) {
      char c = raw.charAt(i);
      boolean invisible =
          Character.isISOControl(c)
              || Character.getType(c) == Character.FORMAT
              || Character.isSurrogate(c);
      out.append(invisible ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
    }
    return out.append(shown < raw.length() ? "…'" : "'").toString();
  }
}
