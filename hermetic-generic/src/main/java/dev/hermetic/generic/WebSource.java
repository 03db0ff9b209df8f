package dev.hermetic.generic;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import java.util.Map;
import java.util.Optional;

/**
 * A plain URL.
 *
 * @param text the URL as written
 * @param locator the same, parsed
 */
record WebSource(String text, SafeUri locator) implements Source {
  /**
   * Parses a URL.
   *
   * @throws InputException with code {@code input.uri}
   */
  static WebSource of(String text) {
    // RFC 3986 has no other characters; java.net.URI alone would let invisible ones pass.
    if (!isAscii(text)) {
      throw InputException.of(
          "input.uri",
          "the URL " + PrintableText.quoted(text) + " holds characters that are not ASCII",
          "percent-encode them");
    }
    SafeUri uri = SafeUri.parse(text);
    if (uri.uri().isOpaque()) {
      throw InputException.of(
          "input.uri", "the URL '" + uri + "' has no path", "use an absolute URL");
    }
    return new WebSource(text, uri);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 126) {
        return false;
      }
    }
    return true;
  }

  /** The last segment of the decoded path; the query never counts. */
  @Override
  public String defaultFilename() {
    String path = Optional.ofNullable(locator.uri().getPath()).orElse("");
    String trimmed = path.replaceFirst("/+$", "");
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /**
   * {@code pkg:generic/<name>?checksum=…&download_url=…}, where the URL shows no secrets: the text
   * ends up in bills of materials.
   */
  @Override
  public Purl purl(RelPath filename, Digest checksum) {
    String path = filename.value();
    return Purl.of(
        "generic",
        "",
        path.substring(path.lastIndexOf('/') + 1),
        "",
        Map.of(
            "checksum", checksum.toString(), "download_url", locator.withoutUserInfo().toString()));
  }
}
