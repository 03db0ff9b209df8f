package dev.hermetic.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The percent-encoding of package URLs: over UTF-8, with upper-case digits (ECMA-427, 5.4). */
final class PercentEncoding {
  private static final String DIGITS = "0123456789ABCDEF";

  private PercentEncoding() {}

  /** Encodes all but letters, digits, {@code .-_~}, the colon and what {@code kept} lists. */
  static String encode(String text, String kept) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte signed : text.getBytes(StandardCharsets.UTF_8)) {
      int octet = signed & 0xff;
      if (isPlain(octet) || kept.indexOf(octet) >= 0) {
        out.append((char) octet);
      } else {
        out.append('%').append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 0xf));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(int octet) {
    return octet >= 'a' && octet <= 'z'
        || octet >= 'A' && octet <= 'Z'
        || octet >= '0' && octet <= '9'
        || ".-_~:".indexOf(octet) >= 0;
  }

  /** Decodes; what is not encoded stays as it is, a plus sign included. */
  static String decode(String text) throws MalformedPurlException {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    int plain = 0;
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', plain)) {
      octets.writeBytes(text.substring(plain, at).getBytes(StandardCharsets.UTF_8));
      octets.write(octet(text, at));
      plain = at + 3;
    }
    octets.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
    try {
      ByteBuffer bytes = ByteBuffer.wrap(octets.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedPurlException("its percent-encoding is not of UTF-8");
    }
  }

  private static int octet(String text, int percent) throws MalformedPurlException {
    int high = percent + 2 < text.length() ? digit(text.charAt(percent + 1)) : -1;
    int low = high < 0 ? -1 : digit(text.charAt(percent + 2));
    if (low < 0) {
      throw new MalformedPurlException("a percent sign is not followed by two hexadecimal digits");
    }
    return high << 4 | low;
  }

  // Character.digit would take the digits of all scripts.
  private static int digit(char c) {
    return DIGITS.indexOf(c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c);
  }
}
