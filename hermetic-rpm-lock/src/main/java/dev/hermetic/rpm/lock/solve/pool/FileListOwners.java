package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.repodata.FileKind;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.repodata.PackageScanner;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.repodata.PackageVisitor;
import dev.hermetic.rpm.repodata.StringPool;
import dev.hermetic.rpm.repodata.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All paths of a repository, from its filelists.xml: read each time it is asked, and only looked
 * at, for a list of a large distribution has a gigabyte.
 */
public final class FileListOwners implements FileOwners {
  /** Opens a list, unpacked. */
  @FunctionalInterface
  public interface Source {
    /** Opens it from its beginning. */
    InputStream open() throws IOException;
  }

  private final PackageTable table;
  private final Source source;
  private final RelPath file;

  /**
   * The owners by a list.
   *
   * @param table the packages that the list is about
   * @param file its name in errors
   */
  public FileListOwners(PackageTable table, Source source, RelPath file) {
    this.table = table;
    this.source = source;
    this.file = file;
  }

  @Override
  public void tell(StringPool texts, BitSet wanted, Sink sink) throws IOException {
    Map<Long, Integer> found = new TreeMap<>();
    FileOwners.of(table).tell(texts, wanted, (row, path) -> found.put(key(row, path), row));
    if (!wanted.isEmpty()) {
      try (InputStream list = source.open()) {
        PackageScanner.scan(list, file, new Reader(texts, wanted, found));
      }
    }
    found.forEach((key, row) -> sink.accept(row, (int) (long) key));
  }

  private static long key(int row, int path) {
    return (long) row << 32 | path;
  }

  private final class Reader implements PackageVisitor {
    private final StringPool texts;
    private final BitSet wanted;
    private final Map<Long, Integer> found;
    private final Map<Integer, Integer> rows = new HashMap<>();
    private int row = -1;

    Reader(StringPool texts, BitSet wanted, Map<Long, Integer> found) {
      this.texts = texts;
      this.wanted = wanted;
      this.found = found;
      for (int i = 0; i < table.size(); i++) {
        rows.put(table.number(i, PackageField.CHECKSUM), i);
      }
    }

    @Override
    public void begin() {
      row = -1;
    }

    @Override
    public void text(PackageField field, Utf8 value) {
      if (field == PackageField.CHECKSUM) {
        row = rows.getOrDefault(table.texts().find(value), -1);
      }
    }

    @Override
    public void file(FileKind kind, Utf8 path) {
      if (row >= 0) {
        int number = texts.find(path);
        if (number > 0 && wanted.get(number)) {
          found.put(key(row, number), row);
        }
      }
    }
  }
}
