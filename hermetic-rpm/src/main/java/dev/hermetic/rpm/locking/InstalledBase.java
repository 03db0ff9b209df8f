package dev.hermetic.rpm.locking;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.rpmdb.DatabaseBytes;
import dev.hermetic.rpm.rpmdb.DatabaseFormat;
import dev.hermetic.rpm.rpmdb.PackageDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packages of a system whose files lie in the source tree. */
final class InstalledBase {
  private static final List<String> PLACES =
      List.of(".", "usr/lib/sysimage/rpm", "var/lib/rpm", "usr/share/rpm");

  private InstalledBase() {}

  /**
   * Reads a database.
   *
   * @param directory the root of the system, or the directory of the database itself
   * @throws LockfileException with code {@code rpm.rpmdb} when there is none
   * @throws IOException when reading fails
   */
  static PackageTable read(SourceTree source, RelPath directory) throws IOException {
    for (String place : PLACES) {
      for (DatabaseFormat format : DatabaseFormat.all()) {
        RelPath file = directory.resolve(place).resolve(format.fileName());
        if (source.isFile(file)) {
          return read(source, file, format);
        }
      }
    }
    throw new LockfileException(
        "rpm.rpmdb",
        Location.of(directory),
        "there is no database of installed packages",
        "name the directory that holds rpmdb.sqlite, Packages.db or Packages");
  }

  private static PackageTable read(SourceTree source, RelPath file, DatabaseFormat format)
      throws IOException {
    RelPath log = RelPath.of(file.value() + DatabaseFormat.LOG);
    @Nullable DatabaseBytes logged = source.isFile(log) ? bytes(source, log) : null;
    return PackageTable.of(PackageDatabase.read(format, bytes(source, file), logged), file);
  }

  private static DatabaseBytes bytes(SourceTree source, RelPath file) throws IOException {
    try (InputStream in = Files.newInputStream(source.locate(file))) {
      return DatabaseBytes.read(in, file.value());
    }
  }
}
