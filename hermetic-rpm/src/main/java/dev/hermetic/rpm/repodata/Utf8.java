package dev.hermetic.rpm.repodata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text in the scanner's buffer, valid only until the method that was handed it returns. References
 * such as {@code &amp;} are resolved when the text is first looked at.
 */
public final class Utf8 {
  private static final int MAX_NUMBER = 18;

  private final XmlScanner scanner;
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private boolean escaped;
  private byte[] scratch = new byte[0];

  Utf8(XmlScanner scanner) {
    this.scanner = scanner;
  }

  /** Looks at other bytes from now on. */
  void set(byte[] buffer, int start, int end, boolean hasReferences) {
    this.bytes = buffer;
    this.from = start;
    this.to = end;
    this.escaped = hasReferences;
  }

  /** Whether there is no text. */
  public boolean isEmpty() {
    return from == to;
  }

  /** The array that holds the text between {@link #from()} and {@link #to()}. */
  byte[] bytes() {
    resolve();
    return bytes;
  }

  int from() {
    resolve();
    return from;
  }

  int to() {
    resolve();
    return to;
  }

  /** Whether the text is these ASCII characters. */
  public boolean is(String ascii) {
    resolve();
    if (ascii.length() != to - from) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text as a number without sign; 0 when there is no text.
   *
   * @throws dev.hermetic.core.LockfileException when it is none
   */
  public long number() {
    resolve();
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || to - from > MAX_NUMBER) {
        throw scanner.fault("a number is malformed");
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private void resolve() {
    if (escaped) {
      if (scratch.length < to - from) {
        scratch = new byte[Math.max(256, 2 * (to - from))];
      }
      to = References.resolve(scanner, Arrays.copyOfRange(bytes, from, to), scratch);
      from = 0;
      bytes = scratch;
      escaped = false;
    }
  }

  /**
   * The text as a string of its own.
   *
   * @throws dev.hermetic.core.LockfileException when it is not UTF-8
   */
  @Override
  public String toString() {
    resolve();
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return wide();
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Fails when the text is not UTF-8. */
  void check() {
    resolve();
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        wide();
        return;
      }
    }
  }

  private String wide() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw scanner.fault("a text is not UTF-8");
    }
  }
}
