package dev.hermetic.rpm.repodata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Joins several modules.yaml into one stream of YAML documents (YAML 1.2, section 9.2), as
 * createrepo_c makes one record of all that it finds. Nothing inside of a document changes.
 */
final class ModuleTexts {
  private static final String END = "...\n";

  private final ByteArrayOutputStream joined = new ByteArrayOutputStream();

  boolean isEmpty() {
    return joined.size() == 0;
  }

  /**
   * Adds a file.
   *
   * @param modules in any compression; not closed
   * @throws IOException when it cannot be unpacked, or all of them are too large together
   */
  void add(InputStream modules) throws IOException {
    int room = RepodataLimits.MAX_MODULES - joined.size();
    byte[] text = Compression.unpack(modules).readNBytes(room + 1);
    if (text.length > room) {
      throw new IOException(
          "modules.yaml unpacks to more than " + RepodataLimits.MAX_MODULES + " bytes");
    }
    if (!isEmpty()) {
      write(END);
      if (!opensDocument(text)) {
        write("---\n");
      }
    }
    joined.write(text);
    if (text.length > 0 && text[text.length - 1] != '\n') {
      write("\n");
    }
  }

  /** Whether the first line that is neither empty nor a comment begins a document by itself. */
  private static boolean opensDocument(byte[] text) {
    int at = 0;
    while (at < text.length && (text[at] == '#' || text[at] == '\n')) {
      while (at < text.length && text[at] != '\n') {
        at++;
      }
      at++;
    }
    boolean marker =
        at + 2 < text.length && text[at] == '-' && text[at + 1] == '-' && text[at + 2] == '-';
    return marker || (at < text.length && text[at] == '%');
  }

  private void write(String markup) {
    joined.writeBytes(markup.getBytes(StandardCharsets.US_ASCII));
  }

  byte[] bytes() {
    return joined.toByteArray();
  }
}
