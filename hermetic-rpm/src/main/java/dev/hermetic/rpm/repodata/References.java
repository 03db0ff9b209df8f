package dev.hermetic.rpm.repodata;

import java.nio.charset.StandardCharsets;

/**
 * Resolves the five references of XML and those to characters, and makes one line end of each kind.
 * There are no others, since documents cannot declare any.
 */
final class References {
  private static final int LONGEST = 10;

  private References() {}

  /**
   * Copies with references resolved; the result is never longer.
   *
   * @return the length of the result
   */
  static int resolve(XmlScanner scanner, byte[] in, byte[] out) {
    int length = 0;
    for (int at = 0; at < in.length; at++) {
      byte b = in[at];
      if (b == '&') {
        int end = end(scanner, in, at);
        byte[] meant =
            meant(scanner, new String(in, at + 1, end - at - 1, StandardCharsets.US_ASCII));
        System.arraycopy(meant, 0, out, length, meant.length);
        length += meant.length;
        at = end;
      } else if (b == '\r') {
        out[length++] = '\n';
        at += at + 1 < in.length && in[at + 1] == '\n' ? 1 : 0;
      } else {
        out[length++] = b;
      }
    }
    return length;
  }

  private static int end(XmlScanner scanner, byte[] in, int at) {
    int last = Math.min(in.length, at + LONGEST + 1);
    for (int i = at + 1; i < last; i++) {
      if (in[i] == ';') {
        return i;
      }
    }
    throw scanner.fault("a reference is not ended");
  }

  private static byte[] meant(XmlScanner scanner, String name) {
    int point =
        switch (name) {
          case "amp" -> '&';
          case "lt" -> '<';
          case "gt" -> '>';
          case "quot" -> '"';
          case "apos" -> '\'';
          default -> numbered(scanner, name);
        };
    return Character.toString(point).getBytes(StandardCharsets.UTF_8);
  }

  private static int numbered(XmlScanner scanner, String name) {
    if (!name.startsWith("#")) {
      throw scanner.fault("an entity stands here that XML does not define");
    }
    boolean hex = name.startsWith("#x");
    String digits = name.substring(hex ? 2 : 1);
    int point = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), hex ? 16 : 10);
      point = digit < 0 ? Integer.MAX_VALUE : point * (hex ? 16 : 10) + digit;
      if (point > Character.MAX_CODE_POINT) {
        throw scanner.fault("a reference names no character");
      }
    }
    if (digits.isEmpty() || !isCharacter(point)) {
      throw scanner.fault("a reference names no character");
    }
    return point;
  }

  /** XML 1.0, production 2. */
  private static boolean isCharacter(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
