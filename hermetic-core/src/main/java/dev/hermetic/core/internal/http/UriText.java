package dev.hermetic.core.internal.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Text of URIs as it may go over the wire: what is not ASCII is percent-encoded. */
final class UriText {
  private static final String DIGITS = "0123456789ABCDEF";

  /** What may not stand in a URI but does so in practice. */
  private static final String NEVER = " \"<>\\^`{|}";

  private UriText() {}

  /**
   * A URI with its text as UTF-8 (RFC 3987, section 3.1), in the Unicode form that it has; {@link
   * URI#toASCIIString} would give it another.
   */
  static URI ascii(URI uri) {
    String text = uri.toString();
    return text.chars().allMatch(c -> c < 128)
        ? uri
        : URI.create(encoded(text.getBytes(StandardCharsets.UTF_8), ""));
  }

  /**
   * The reference in a header field, spaces and the like encoded. Fields of an answer are read as
   * Latin-1, which gives their bytes back.
   */
  static String ofField(String reference) {
    return encoded(reference.getBytes(StandardCharsets.ISO_8859_1), NEVER);
  }

  private static String encoded(byte[] bytes, String never) {
    StringBuilder out = new StringBuilder(bytes.length + 16);
    for (byte signed : bytes) {
      int octet = signed & 0xff;
      if (octet > ' ' && octet < 127 && never.indexOf(octet) < 0) {
        out.append((char) octet);
      } else {
        out.append('%').append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 0xf));
      }
    }
    return out.toString();
  }
}
