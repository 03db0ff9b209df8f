package dev.hermetic.core.internal.http;

/** Text from a server for a message: short, on one line. */
final class SafeText {
  private static final int MAX_CHARS = 200;

  private SafeText() {}

  static String printable(String raw) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length() && i < MAX_CHARS; i++) {
      char c = raw.charAt(i);
      boolean odd = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      out.append(odd ? '?' : c);
    }
    return raw.length() > MAX_CHARS ? out + "…" : out.toString();
  }
}
