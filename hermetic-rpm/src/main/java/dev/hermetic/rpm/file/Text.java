package dev.hermetic.rpm.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text of headers: UTF-8, or Latin-1 where it is none, as createrepo_c takes it. */
final class Text {
  private Text() {}

  /** Where the text that begins at {@code at} ends: the position of its zero byte. */
  static int end(byte[] bytes, int at) {
    int end = at;
    while (bytes[end] != 0) {
      end++;
    }
    return end;
  }

  static String decode(byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    // The replacement character stands for what is not UTF-8, or for itself.
    return text.indexOf('\uFFFD') < 0 ? text : decodeWide(bytes, start, end);
  }

  private static String decodeWide(byte[] bytes, int start, int end) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException legacy) {
      return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
  }

  /** The text with control and format characters as escapes, shortened: safe to print. */
  static String shown(String raw) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length() && out.length() < 100; i++) {
      char c = raw.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
