package dev.hermetic.rpm.repodata;

import java.util.Arrays;

/** Text that comments or CDATA sections cut into pieces; rare, so copied. */
final class TextPieces {
  private final XmlScanner scanner;
  private byte[] bytes = new byte[0];
  private int length;
  private boolean empty = true;

  TextPieces(XmlScanner scanner) {
    this.scanner = scanner;
  }

  boolean isEmpty() {
    return empty;
  }

  void clear() {
    empty = true;
    length = 0;
  }

  void add(byte[] from, int start, int end, boolean escaped) {
    empty = false;
    int room = end - start;
    if (room > RepodataLimits.MAX_TOKEN - length) {
      throw scanner.fault("a text is longer than " + RepodataLimits.MAX_TOKEN + " bytes");
    }
    if (length + room > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(1 << 12, 2 * (length + room)));
    }
    if (escaped) {
      byte[] resolved = new byte[room];
      room = References.resolve(scanner, Arrays.copyOfRange(from, start, end), resolved);
      System.arraycopy(resolved, 0, bytes, length, room);
    } else {
      System.arraycopy(from, start, bytes, length, room);
    }
    length += room;
  }

  void give(Utf8 into) {
    into.set(bytes, 0, length, false);
  }
}
