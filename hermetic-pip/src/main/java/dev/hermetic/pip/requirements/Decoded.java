package dev.hermetic.pip.requirements;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirements file as text. pip takes the encoding from a byte order mark, else from a comment
 * on one of the first two lines (PEP 263), else UTF-8; where that fails it asks the machine's
 * locale, and we refuse.
 *
 * @param text the text, without the mark
 * @param mark whether the file began with the mark of UTF-8
 * @param rewritable whether the same text in UTF-8 is read alike
 */
record Decoded(String text, boolean mark, boolean rewritable) {
  private static final Pattern CODING = Pattern.compile("coding[:=]\\s*([-\\w.]+)");

  /** Marks in the order in which they are tried: that of UTF-16 begins that of UTF-32. */
  private enum Mark {
    UTF8("UTF-8", 0xef, 0xbb, 0xbf),
    UTF32_LE("UTF-32LE", 0xff, 0xfe, 0, 0),
    UTF32_BE("UTF-32BE", 0, 0, 0xfe, 0xff),
    UTF16_LE("UTF-16LE", 0xff, 0xfe),
    UTF16_BE("UTF-16BE", 0xfe, 0xff);

    private final String charset;
    private final int[] bytes;

    Mark(String charset, int... bytes) {
      this.charset = charset;
      this.bytes = bytes;
    }

    boolean begins(byte[] content) {
      for (int i = 0; i < bytes.length; i++) {
        if (i >= content.length || (content[i] & 0xff) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Decodes a file.
   *
   * @throws LockfileException with code {@code lockfile.encoding}
   */
  static Decoded of(RelPath file, byte[] content) {
    for (Mark mark : Mark.values()) {
      if (mark.begins(content)) {
        String text = decode(file, content, mark.bytes.length, Charset.forName(mark.charset));
        return new Decoded(text, mark == Mark.UTF8, true);
      }
    }
    Charset charset = declared(file, content);
    String text = decode(file, content, 0, charset);
    boolean same =
        charset.equals(StandardCharsets.UTF_8)
            || StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    return new Decoded(text, false, same);
  }

  private static Charset declared(RelPath file, byte[] content) {
    String head =
        new String(content, 0, Math.min(content.length, 4096), StandardCharsets.ISO_8859_1);
    String[] lines = head.split("\n", 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher coding = CODING.matcher(lines[i]);
      if (lines[i].startsWith("#") && coding.find()) {
        return named(file, i + 1, coding.group(1));
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static Charset named(RelPath file, int line, String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    try {
      return switch (plain) {
        case "latin-1" -> StandardCharsets.ISO_8859_1;
        case "utf-8-sig" -> StandardCharsets.UTF_8;
        default -> Charset.forName(plain);
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw LockfileException.of(
          "lockfile.encoding",
          new Location(file, line),
          "the encoding " + PrintableText.quoted(name) + " is not known",
          unknown,
          "save the file as UTF-8");
    }
  }

  private static String decode(RelPath file, byte[] content, int from, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content, from, content.length - from))
          .toString();
    } catch (CharacterCodingException broken) {
      throw LockfileException.of(
          "lockfile.encoding",
          Location.of(file),
          "the file is not " + charset.name(),
          broken,
          "save it as UTF-8");
    }
  }
}
