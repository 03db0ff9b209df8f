package dev.hermetic.formats.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a pax header says about the entry behind it: {@code LENGTH KEY=VALUE\n}. */
final class PaxRecords {
  static final PaxRecords NONE = new PaxRecords();

  private @Nullable String path;
  private @Nullable String linkPath;
  private long size = -1;

  private PaxRecords() {}

  static PaxRecords parse(byte[] bytes) throws MalformedArchiveException {
    PaxRecords records = new PaxRecords();
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int space = at;
      int length = 0;
      while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9' && space - at < 8) {
        length = 10 * length + bytes[space++] - '0';
      }
      boolean sound =
          space > at
              && space < bytes.length
              && bytes[space] == ' '
              && length > space - at + 1
              && length <= bytes.length - at
              && bytes[at + length - 1] == '\n';
      String record =
          sound
              ? new String(bytes, space + 1, length - (space - at) - 2, StandardCharsets.UTF_8)
              : "";
      int equals = record.indexOf('=');
      if (equals < 1) {
        throw new MalformedArchiveException("a pax header in it is damaged");
      }
      records.take(record.substring(0, equals), record.substring(equals + 1));
      at += length;
    }
    return records;
  }

  private void take(String key, String value) throws MalformedArchiveException {
    switch (key) {
      case "path" -> path = value;
      case "linkpath" -> linkPath = value;
      case "size" -> {
        if (!value.matches("[0-9]{1,17}")) {
          throw new MalformedArchiveException("a pax header in it has an impossible size");
        }
        size = Long.parseLong(value);
      }
      default -> {}
    }
  }

  Optional<String> path() {
    return Optional.ofNullable(path);
  }

  Optional<String> linkPath() {
    return Optional.ofNullable(linkPath);
  }

  /** The size of the content, -1 when it does not say. */
  long size() {
    return size;
  }
}
