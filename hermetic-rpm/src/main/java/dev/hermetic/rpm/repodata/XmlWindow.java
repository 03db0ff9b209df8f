package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a document that is in memory: all from {@code mark} on. Positions move when more is
 * read, distances from the mark do not.
 */
class XmlWindow {
  /** The byte behind what was read, so that loops over text need not look at the limit. */
  static final byte SENTINEL = '<';

  private static final int FIRST = 1 << 18;

  byte[] buf = new byte[FIRST];
  int pos;
  int limit;
  int mark;

  private final InputStream in;
  private final RelPath file;
  private long base;

  XmlWindow(InputStream in, RelPath file) {
    this.in = in;
    this.file = file;
    buf[0] = SENTINEL;
  }

  /**
   * Reads more behind the limit, moving everything so that the mark is 0.
   *
   * @return false at the end of the input
   */
  final boolean fill() throws IOException {
    if (mark > 0) {
      System.arraycopy(buf, mark, buf, 0, limit - mark);
      base += mark;
      pos -= mark;
      limit -= mark;
      mark = 0;
    }
    if (limit == buf.length - 1) {
      grow();
    }
    int n = in.read(buf, limit, buf.length - 1 - limit);
    limit += Math.max(n, 0);
    buf[limit] = SENTINEL;
    return n > 0;
  }

  private void grow() {
    if (buf.length > RepodataLimits.MAX_TOKEN) {
      throw fault("a tag or text is longer than " + RepodataLimits.MAX_TOKEN + " bytes");
    }
    buf = Arrays.copyOf(buf, 2 * buf.length);
  }

  /** Reads more, seen from {@code at}; returns where {@code at} is now. */
  final int more(int at) throws IOException {
    pos = at;
    if (!fill()) {
      throw fault("the document ends too early");
    }
    return pos;
  }

  /** The byte {@code distance} behind the position. */
  final int peek(int distance) throws IOException {
    while (limit - pos <= distance) {
      more(pos);
    }
    return buf[pos + distance];
  }

  /** Whether these ASCII characters stand at the position. */
  final boolean at(String ascii) throws IOException {
    for (int i = 0; i < ascii.length(); i++) {
      if (peek(i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** How far into the document the position is. */
  final long offset() {
    return base + pos;
  }

  /** A failure that names the file and the place. */
  final LockfileException fault(String reason) {
    return LockfileException.of(
        "rpm.repodata",
        Location.of(file),
        "near byte " + offset() + " of the unpacked text: " + reason);
  }
}
