package dev.hermetic.rpm.lock.rpmdb;

import java.util.List;

/** The formats of rpm's database, in the order in which rpm itself looks for them. */
public enum DatabaseFormat {
  /** A table of SQLite; rpm's default since version 4.16. */
  SQLITE("rpmdb.sqlite"),
  /** rpm's own, the default of SUSE. */
  NDB("Packages.db"),
  /** A hash of Berkeley DB, the default up to version 4.15. */
  BERKELEY("Packages");

  /** What SQLite appends to the name of a database for the name of its log. */
  public static final String LOG = "-wal";

  private static final List<DatabaseFormat> ALL = List.of(values());

  private final String fileName;

  DatabaseFormat(String fileName) {
    this.fileName = fileName;
  }

  /** All formats in their order. */
  public static List<DatabaseFormat> all() {
    return ALL;
  }

  /** The name of the file that holds the headers. */
  public String fileName() {
    return fileName;
  }
}
