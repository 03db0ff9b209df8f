package dev.hermetic.rpm.lock.rpmdb;

import dev.hermetic.core.InputException;
import dev.hermetic.rpm.file.InstalledHeaders;
import dev.hermetic.rpm.repodata.InstalledEntry;
import dev.hermetic.rpm.repodata.PackageEntry;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The packages that a database says are installed. Made for hostile files: what one costs is
 * bounded by its size and by {@link #MAX_TEXT}.
 */
public final class PackageDatabase {
  /** How many characters names, versions and paths may have together. */
  public static final long MAX_TEXT = 256L << 20;

  private static final int MAX_PACKAGES = 200_000;

  private final DatabaseBytes file;
  private final TreeMap<Long, PackageEntry> packages = new TreeMap<>();
  private final IntConsumer budget;
  private long text;

  private PackageDatabase(DatabaseBytes file) {
    this.file = file;
    this.budget =
        length -> {
          // Objects cost more than their characters.
          text += length + 16;
          if (text > MAX_TEXT) {
            throw file.malformed("its packages have texts of more than " + MAX_TEXT + " bytes");
          }
        };
  }

  /**
   * Reads a database.
   *
   * @param log the write-ahead log beside it, null when there is none
   * @return the installed packages in the order of their numbers; public keys are left out
   * @throws InputException with code {@code rpm.rpmdb} when the database is malformed, {@code
   *     rpm.malformed} when a header in it is
   * @throws IOException never by itself
   */
  public static List<PackageEntry> read(
      DatabaseFormat format, DatabaseBytes file, @Nullable DatabaseBytes log) throws IOException {
    PackageDatabase database = new PackageDatabase(file);
    switch (format) {
      case SQLITE -> SqlitePackages.read(file, log, database::add);
      case NDB -> NdbPackages.read(file, database::add);
      case BERKELEY -> BerkeleyPackages.read(file, database::add);
    }
    return List.copyOf(database.packages.values());
  }

  private void add(long number, byte[] blob) {
    if (packages.size() == MAX_PACKAGES) {
      throw file.malformed("it has more than " + MAX_PACKAGES + " packages");
    }
    String subject = file.subject() + ": package " + number;
    InstalledHeaders.read(blob, subject)
        .ifPresent(
            rpm -> {
              if (packages.put(number, InstalledEntry.of(rpm, budget)) != null) {
                throw file.malformed("package " + number + " is there twice");
              }
            });
  }
}
