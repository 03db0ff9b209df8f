package dev.hermetic.rpm.lock.rpmdb;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code rpmdb.sqlite}, rpm's format since version 4.16: the table {@code Packages(hnum
 * INTEGER PRIMARY KEY, blob BLOB)}.
 */
final class SqlitePackages {
  private static final int SCHEMA = 1;
  private static final int SCHEMA_COLUMNS = 5;

  private SqlitePackages() {}

  static void read(DatabaseBytes file, @Nullable DatabaseBytes log, HeaderSink sink)
      throws IOException {
    SqlitePages pages = SqlitePages.open(file, log);
    SqliteTable tables = new SqliteTable(pages);
    long[] root = {0};
    tables.rows(
        SCHEMA,
        (rowid, payload) -> {
          SqliteRecord entry = SqliteRecord.of(payload, pages);
          if (entry.columns() == SCHEMA_COLUMNS
              && entry.text(0).equals("table")
              && entry.text(1).equals("Packages")) {
            root[0] = entry.number(3);
          }
        });
    if (root[0] < 1 || root[0] > pages.count()) {
      throw pages.malformed("it has no table of packages");
    }
    tables.rows(
        (int) root[0],
        (rowid, payload) -> {
          SqliteRecord row = SqliteRecord.of(payload, pages);
          if (row.columns() != 2) {
            throw pages.malformed("package " + rowid + " has " + row.columns() + " columns");
          }
          sink.header(rowid, row.blob(1));
        });
  }
}
