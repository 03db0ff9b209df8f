package dev.hermetic.rpm.repodata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts XML together as UTF-8, in memory. Characters that XML 1.0 cannot carry are left out, as
 * createrepo_c does; white space that a reader would normalize is written as references. Copies
 * runs of bytes and not single characters, since most of its work is done before the JVM has
 * compiled it.
 */
final class XmlOut {
  private static final byte[] QUOT = ascii("&quot;");
  private static final byte[] AMP = ascii("&amp;");
  private static final byte[] LT = ascii("&lt;");
  private static final byte[] GT = ascii("&gt;");
  private static final byte[] TAB = ascii("&#9;");
  private static final byte[] LF = ascii("&#10;");
  private static final byte[] CR = ascii("&#13;");
  private static final byte[] NOTHING = {};

  /** Stands for a byte that is written as it is. */
  private static final byte[] ITSELF = {0};

  private static final byte[][] IN_TEXT = references(ITSELF, ITSELF, ITSELF);
  private static final byte[][] IN_ATTRIBUTE = references(QUOT, LF, TAB);

  private byte[] buffer = new byte[1 << 12];
  private int length;

  /** What is written for each byte below 0x80. */
  private static byte[][] references(byte[] quote, byte[] lineFeed, byte[] tab) {
    byte[][] table = new byte[0x80][];
    Arrays.fill(table, ITSELF);
    Arrays.fill(table, 0, ' ', NOTHING);
    table['\n'] = lineFeed;
    table['\t'] = tab;
    table['\r'] = CR;
    table['"'] = quote;
    table['&'] = AMP;
    table['<'] = LT;
    table['>'] = GT;
    return table;
  }

  /** Writes markup as it is; ASCII only. */
  XmlOut raw(String markup) {
    byte[] bytes = markup.getBytes(StandardCharsets.ISO_8859_1);
    put(bytes, 0, bytes.length);
    return this;
  }

  /** Writes a number. */
  XmlOut raw(long number) {
    return raw(Long.toString(number));
  }

  /** Writes {@code name="value"}. */
  XmlOut attribute(String name, String value) {
    raw(" ").raw(name).raw("=\"");
    escaped(value, IN_ATTRIBUTE);
    return raw("\"");
  }

  /** Writes {@code <name>text</name>} or, for an empty text, {@code <name/>}. */
  XmlOut element(String name, String text) {
    raw("<").raw(name);
    if (text.isEmpty()) {
      return raw("/>");
    }
    return raw(">").text(text).raw("</").raw(name).raw(">");
  }

  /** Writes text between elements. */
  XmlOut text(String text) {
    escaped(text, IN_TEXT);
    return this;
  }

  private void escaped(String text, byte[][] references) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // ASCII, unless a lonely surrogate became a question mark.
    if (bytes.length != text.length() || text.indexOf('?') >= 0) {
      bytes = carried(text).getBytes(StandardCharsets.UTF_8);
    }
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte[] reference = bytes[i] < 0 ? ITSELF : references[bytes[i]];
      if (reference != ITSELF) {
        put(bytes, from, i);
        put(reference, 0, reference.length);
        from = i + 1;
      }
    }
    put(bytes, from, bytes.length);
  }

  /** The text without what is beyond ASCII and no character of XML. */
  private static String carried(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) || c >= '\uFFFE') {
        return withoutNonCharacters(text);
      }
    }
    return text;
  }

  private static String withoutNonCharacters(String text) {
    StringBuilder carried = new StringBuilder();
    text.codePoints()
        .filter(point -> point < 0xD800 || point > 0xDFFF)
        .filter(point -> point != 0xFFFE && point != 0xFFFF)
        .forEach(carried::appendCodePoint);
    return carried.toString();
  }

  private void put(byte[] bytes, int from, int to) {
    int more = to - from;
    if (more > buffer.length - length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
    System.arraycopy(bytes, from, buffer, length, more);
    length += more;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What has been written. */
  byte[] bytes() {
    return Arrays.copyOf(buffer, length);
  }

  /** What has been written, which is then forgotten. */
  byte[] take() {
    byte[] bytes = bytes();
    length = 0;
    return bytes;
  }
}
