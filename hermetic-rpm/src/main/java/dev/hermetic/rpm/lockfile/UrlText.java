package dev.hermetic.rpm.lockfile;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * URLs as repositories make them: an address, a slash and a file name as it is. Names of packages
 * may hold {@code ^}, which RFC 3986 has no place for.
 */
public final class UrlText {
  private static final String OTHER = " \"<>\\^`{|}";

  private UrlText() {}

  /** The same with what cannot stand in a URL percent-encoded. */
  public static String encoded(String text) {
    return isUrl(text) ? text : withEscapes(text);
  }

  private static boolean isUrl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isOfUrls(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfUrls(int character) {
    return character > ' ' && character < 127 && OTHER.indexOf(character) < 0;
  }

  private static String withEscapes(String text) {
    StringBuilder url = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isOfUrls(b)) {
        url.append((char) b);
      } else {
        url.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return url.toString();
  }
}
