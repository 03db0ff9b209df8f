package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.repodata.StringPool;
import java.io.IOException;
import java.util.BitSet;

/** Knows which packages of a repository own a path. */
@FunctionalInterface
public interface FileOwners {
  /** Is told an owner. */
  @FunctionalInterface
  interface Sink {
    /** The package in this row owns the path with this number. */
    void accept(int row, int path);
  }

  /**
   * Tells the owners of some paths, row by row.
   *
   * @param texts the texts that {@code wanted} are numbers of
   * @param wanted the paths
   * @throws IOException when reading fails
   */
  void tell(StringPool texts, BitSet wanted, Sink sink) throws IOException;

  /** The paths that primary.xml lists: {@code bin} directories, {@code /etc} and sendmail. */
  static FileOwners of(PackageTable table) {
    return (texts, wanted, sink) -> {
      int[] numbers = new int[table.texts().size()];
      for (int path = wanted.nextSetBit(0); path >= 0; path = wanted.nextSetBit(path + 1)) {
        int number = table.texts().find(texts.get(path));
        if (number > 0) {
          numbers[number] = path;
        }
      }
      for (int row = 0; row < table.size(); row++) {
        for (int file : table.files(row)) {
          if (numbers[file] != 0) {
            sink.accept(row, numbers[file]);
          }
        }
      }
    };
  }
}
