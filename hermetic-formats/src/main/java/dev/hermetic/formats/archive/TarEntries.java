package dev.hermetic.formats.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive of a stranger, front to back (POSIX.1-2001 ustar and pax, GNU's long names).
 * Unlike the library's reader it takes no more memory than a name may have, whatever lengths the
 * archive states. Used by one thread.
 */
public final class TarEntries {
  private static final int BLOCK = 512;
  private static final int MAX_NAME = 1 << 20;

  /** What an entry is. */
  public enum Kind {
    FILE,
    HARD_LINK,
    SYMBOLIC_LINK,
    DIRECTORY,
    OTHER
  }

  /**
   * An entry.
   *
   * @param name its path as it is written
   * @param target what a link leads to, as it is written
   * @param size the bytes of its content
   */
  public record Entry(String name, Kind kind, String target, long size) {
    /**
     * Its path, normal and relative: no dots, no slash at either end; empty for the root.
     *
     * @throws MalformedArchiveException when it climbs
     */
    public String path() throws MalformedArchiveException {
      return normal(name);
    }
  }

  private final InputStream in;
  private long left;
  private long padding;

  /**
   * Begins to read.
   *
   * @param in the archive, unpacked; read as far as is asked for, not closed
   */
  public TarEntries(InputStream in) {
    this.in = in;
  }

  /**
   * The next entry, null at the end.
   *
   * @throws MalformedArchiveException when the archive is damaged or cut off
   * @throws IOException when its bytes cannot be had
   */
  public @Nullable Entry next() throws IOException {
    String longName = null;
    String longTarget = null;
    PaxRecords pax = PaxRecords.NONE;
    while (true) {
      pass();
      TarHeader header = header();
      if (header == null) {
        return null;
      }
      begin(header.size());
      switch (header.type()) {
        case 'L' -> longName = text();
        case 'K' -> longTarget = text();
        case 'x' -> pax = PaxRecords.parse(bytes());
        case 'g' -> pass();
        default -> {
          if (pax.size() >= 0) {
            begin(pax.size());
          }
          String name = pax.path().orElse(longName == null ? header.name() : longName);
          String target = pax.linkPath().orElse(longTarget == null ? header.link() : longTarget);
          return entry(name, target, header);
        }
      }
    }
  }

  private Entry entry(String name, String target, TarHeader header) throws IOException {
    Kind kind =
        switch (header.type()) {
          case '0', '7', 0 -> name.endsWith("/") ? Kind.DIRECTORY : Kind.FILE;
          case '1' -> Kind.HARD_LINK;
          case '2' -> Kind.SYMBOLIC_LINK;
          case '5' -> Kind.DIRECTORY;
          default -> Kind.OTHER;
        };
    if (header.type() == 'S') {
      sparse(header);
    }
    // Some archives state a size for what has no content.
    if (kind == Kind.HARD_LINK || kind == Kind.SYMBOLIC_LINK || kind == Kind.DIRECTORY) {
      begin(0);
    }
    return new Entry(name, kind, target, left);
  }

  /** Passes over the map of a sparse file, whose first blocks lie before its content. */
  private void sparse(TarHeader header) throws IOException {
    boolean more = header.moreSparse();
    while (more) {
      more = block()[504] != 0;
    }
  }

  /** The content of the entry that {@link #next} gave last; valid until it is called again. */
  public InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 || length == 0) {
          return length == 0 ? 0 : -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
          throw truncated();
        }
        left -= n;
        return n;
      }
    };
  }

  /**
   * A path without empty segments and dots.
   *
   * @throws MalformedArchiveException when it climbs
   */
  public static String normal(String name) throws MalformedArchiveException {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : name.split("/")) {
      if (segment.equals("..")) {
        throw new MalformedArchiveException("a path in it climbs: '" + shown(name) + "'");
      }
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return String.join("/", segments);
  }

  private static String shown(String name) {
    String cut = name.length() > 100 ? name.substring(0, 100) + "…" : name;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  private void begin(long size) {
    left = size;
    padding = (BLOCK - size % BLOCK) % BLOCK;
  }

  private @Nullable TarHeader header() throws IOException {
    byte[] block = new byte[BLOCK];
    int have = in.readNBytes(block, 0, BLOCK);
    if (have == 0) {
      return null;
    }
    if (have < BLOCK) {
      throw truncated();
    }
    TarHeader header = TarHeader.of(block);
    if (header.isEnd()) {
      return null;
    }
    if (!header.isSound()) {
      throw new MalformedArchiveException("an entry of it is damaged");
    }
    return header;
  }

  private byte[] block() throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw truncated();
    }
    return block;
  }

  private byte[] bytes() throws IOException {
    if (left > MAX_NAME) {
      throw new MalformedArchiveException("a name has " + left + " bytes");
    }
    byte[] bytes = in.readNBytes((int) left);
    if (bytes.length < left) {
      throw truncated();
    }
    left = 0;
    return bytes;
  }

  private String text() throws IOException {
    String text = new String(bytes(), StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Passes over the rest of an entry; umoci ends archives without padding. */
  private void pass() throws IOException {
    try {
      in.skipNBytes(left);
    } catch (EOFException early) {
      throw truncated();
    }
    in.readNBytes((int) padding);
    left = 0;
    padding = 0;
  }

  private static MalformedArchiveException truncated() {
    return new MalformedArchiveException("it is cut off");
  }
}
