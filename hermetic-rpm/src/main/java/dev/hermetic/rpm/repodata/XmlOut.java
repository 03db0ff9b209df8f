package dev.hermetic.rpm.repodata;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes XML as UTF-8. Characters that XML 1.0 cannot carry are left out, as createrepo_c does;
 * white space that a reader would normalize is written as references.
 */
final class XmlOut implements Closeable {
  private static final byte[] QUOT = ascii("&quot;");
  private static final byte[] AMP = ascii("&amp;");
  private static final byte[] LT = ascii("&lt;");
  private static final byte[] GT = ascii("&gt;");
  private static final byte[] TAB = ascii("&#9;");
  private static final byte[] LF = ascii("&#10;");
  private static final byte[] CR = ascii("&#13;");
  private static final int LONGEST = 8;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 16];
  private int length;

  XmlOut(OutputStream out) {
    this.out = out;
  }

  /** Writes markup as it is; ASCII only. */
  XmlOut raw(String markup) throws IOException {
    for (int i = 0; i < markup.length(); i++) {
      room();
      buffer[length++] = (byte) markup.charAt(i);
    }
    return this;
  }

  /** Writes a number. */
  XmlOut raw(long number) throws IOException {
    return raw(Long.toString(number));
  }

  /** Writes {@code name="value"}. */
  XmlOut attribute(String name, String value) throws IOException {
    raw(" ").raw(name).raw("=\"");
    escaped(value, true);
    return raw("\"");
  }

  /** Writes {@code <name>text</name>} or, for an empty text, {@code <name/>}. */
  XmlOut element(String name, String text) throws IOException {
    raw("<").raw(name);
    if (text.isEmpty()) {
      return raw("/>");
    }
    return raw(">").text(text).raw("</").raw(name).raw(">");
  }

  /** Writes text between elements. */
  XmlOut text(String text) throws IOException {
    escaped(text, false);
    return this;
  }

  private void escaped(String text, boolean attribute) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += wide(text, i);
      } else {
        room();
        byte[] reference = reference(c, attribute);
        if (reference != null) {
          put(reference);
        } else if (c >= ' ' || c == '\n' || c == '\t') {
          buffer[length++] = (byte) c;
        }
      }
    }
  }

  private static byte @org.jspecify.annotations.Nullable [] reference(char c, boolean attribute) {
    return switch (c) {
      case '&' -> AMP;
      case '<' -> LT;
      case '>' -> GT;
      case '\r' -> CR;
      case '"' -> attribute ? QUOT : null;
      case '\n' -> attribute ? LF : null;
      case '\t' -> attribute ? TAB : null;
      default -> null;
    };
  }

  /** Writes a character that is not ASCII; the number of further chars it took. */
  private int wide(String text, int at) throws IOException {
    int point = text.codePointAt(at);
    boolean lonely = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    if (!lonely && point != 0xFFFE && point != 0xFFFF) {
      room();
      put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
    }
    return Character.charCount(point) - 1;
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void room() throws IOException {
    if (length > buffer.length - LONGEST) {
      drain();
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes what is left and closes the stream below. */
  @Override
  public void close() throws IOException {
    try (out) {
      drain();
    }
  }
}
