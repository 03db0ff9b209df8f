package dev.hermetic.rpm.repodata;

import java.io.IOException;
import java.io.OutputStream;
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

  private byte[] buffer = new byte[1 << 13];
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

  /** Markup to be written often. */
  static byte[] ascii(String markup) {
    return markup.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes markup as it is; ASCII only. */
  XmlOut raw(String markup) {
    return raw(ascii(markup));
  }

  /** Writes markup as it is. */
  XmlOut raw(byte[] markup) {
    put(markup, 0, markup.length);
    return this;
  }

  /** Writes a number. */
  XmlOut raw(long number) {
    return raw(Long.toString(number));
  }

  /** Writes {@code name="value"}. */
  XmlOut attribute(String name, String value) {
    return raw(" ").raw(name).raw("=\"").value(value).raw("\"");
  }

  /** Writes what stands between the quotes of an attribute. */
  XmlOut value(String text) {
    escaped(text, IN_ATTRIBUTE);
    return this;
  }

  /** Writes an element and ends the line. */
  XmlOut line(XmlLine line, String text) {
    return text.isEmpty() ? raw(line.empty) : raw(line.start).text(text).raw(line.end);
  }

  /** Writes text between elements. */
  XmlOut text(String text) {
    escaped(text, IN_TEXT);
    return this;
  }

  private void escaped(String text, byte[][] references) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || references[c] != ITSELF) {
        escapedBytes(text.substring(i), references);
        return;
      }
      buffer[length++] = (byte) c;
    }
  }

  private void escapedBytes(String text, byte[][] references) {
    byte[] bytes = carried(text).getBytes(StandardCharsets.UTF_8);
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
    reserve(more);
    System.arraycopy(bytes, from, buffer, length, more);
    length += more;
  }

  private void reserve(int more) {
    if (more > buffer.length - length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
  }

  /** What has been written. */
  byte[] bytes() {
    return Arrays.copyOf(buffer, length);
  }

  /** How many bytes have been written. */
  int length() {
    return length;
  }

  /** Hands on a part of what has been written. */
  void writeTo(OutputStream out, int from, int to) throws IOException {
    out.write(buffer, from, to - from);
  }
}
