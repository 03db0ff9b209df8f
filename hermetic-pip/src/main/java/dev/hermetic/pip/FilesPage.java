package dev.hermetic.pip;

import dev.hermetic.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A page of links to files as PEP 503 wants it; the same files always give the same bytes. */
final class FilesPage {
  /** The version of the simple API that the pages keep to (PEP 629). */
  private static final String HEAD =
      "<!DOCTYPE html>\n<html>\n<head>\n"
          + "<meta name=\"pypi:repository-version\" content=\"1.0\">\n<title>%s</title>\n"
          + "</head>\n<body>\n";

  private static final String TAIL = "</body>\n</html>\n";

  private final String title;
  private final String base;
  private final Map<String, String> anchors = new TreeMap<>();

  /**
   * An empty page.
   *
   * @param base what leads from the page to the files
   */
  FilesPage(String title, String base) {
    this.title = title;
    this.base = base;
  }

  /** Adds a file. */
  void add(String path, Digest sha256, Optional<String> requiresPython) {
    String python =
        requiresPython.map(p -> " data-requires-python=\"" + escaped(p) + "\"").orElse("");
    String name = path.substring(path.lastIndexOf('/') + 1);
    anchors.put(
        path,
        "<a href=\""
            + escaped(base + encoded(path))
            + "#sha256="
            + sha256.hex()
            + "\""
            + python
            + ">"
            + escaped(name)
            + "</a><br>\n");
  }

  /** Adds a project of the index. */
  void addProject(String name) {
    anchors.put(name, "<a href=\"" + encoded(name) + "/\">" + escaped(name) + "</a><br>\n");
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, HEAD, escaped(title)));
    anchors.values().forEach(text::append);
    return text.append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** RFC 3986, section 3.3; {@code +} too, which old clients decode as a space. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "-._~/!=".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }
}
