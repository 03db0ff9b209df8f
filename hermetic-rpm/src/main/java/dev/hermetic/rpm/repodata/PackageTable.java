package dev.hermetic.rpm.repodata;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.io.IOException;
import java.io.InputStream;

/**
 * The packages of a primary.xml with what is needed to choose among them, in columns of primitive
 * numbers: 70,000 packages with 1.7 million dependencies take about 60 MB. Texts are numbers of
 * {@link #texts()}. Immutable once read; safe for several readers.
 */
public final class PackageTable {
  /** Is told the dependencies of a package. */
  @FunctionalInterface
  public interface DependencySink {
    /** One dependency; see {@link PackageTable#dependencyName} and its siblings. */
    void accept(int dependency);
  }

  private final TableBuilder rows;

  PackageTable(TableBuilder rows) {
    this.rows = rows;
  }

  TableBuilder rows() {
    return rows;
  }

  /**
   * Reads a primary.xml.
   *
   * @param unpacked the list, no longer packed; not closed
   * @param file its name in errors
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repodata} when it is malformed
   * @throws IOException when reading fails
   */
  public static PackageTable read(InputStream unpacked, RelPath file) throws IOException {
    TableBuilder rows = new TableBuilder(file);
    PackageScanner.scan(unpacked, file, rows);
    return new PackageTable(rows);
  }

  /**
   * The packages of some entries, in their order: of an installed base, for example. Only what a
   * solver asks for is kept.
   *
   * @param name what errors call the list
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repodata} when a package has
   *     no name or architecture
   */
  public static PackageTable of(Iterable<PackageEntry> entries, RelPath name) {
    TableBuilder rows = new TableBuilder(name);
    entries.forEach(rows::add);
    return new PackageTable(rows);
  }

  /** How many packages there are. */
  public int size() {
    return rows.size();
  }

  /** The texts that the numbers stand for. */
  public StringPool texts() {
    return rows.texts;
  }

  /**
   * The number of a field's text; 0 where the package has none, for sizes and times too.
   *
   * @param field one of {@code NAME, ARCH, EPOCH, VERSION, RELEASE, CHECKSUM_TYPE, CHECKSUM,
   *     LOCATION, LOCATION_BASE, VENDOR, SOURCE_RPM, SIZE_PACKAGE}
   * @throws IllegalArgumentException for a field that is not kept
   */
  public int number(int row, PackageField field) {
    return rows.column(field).get(row);
  }

  /** A field's text. */
  public String text(int row, PackageField field) {
    return rows.texts.get(number(row, field));
  }

  /** Tells the dependencies of one kind in order. */
  public void dependencies(int row, DependencyKind kind, DependencySink sink) {
    int end = rows.dependencyEnd.get(row);
    for (int i = row == 0 ? 0 : rows.dependencyEnd.get(row - 1); i < end; i++) {
      if (TableBuilder.kind(rows.dependencyFlags.get(i)) == kind) {
        sink.accept(i);
      }
    }
  }

  /** The number of a dependency's name. */
  public int dependencyName(int dependency) {
    return rows.dependencyName.get(dependency);
  }

  /** How a dependency compares versions. */
  public Relation dependencyRelation(int dependency) {
    return TableBuilder.relation(rows.dependencyFlags.get(dependency));
  }

  /** Whether a dependency must be installed before scriptlets run. */
  public boolean dependencyPre(int dependency) {
    return TableBuilder.pre(rows.dependencyFlags.get(dependency));
  }

  /** The number of a dependency's version, the same for equal ones; 0 where there is none. */
  public int dependencyEvr(int dependency) {
    return rows.dependencyEvrs.get(dependency);
  }

  /** One more than the highest number that {@link #dependencyEvr} gives. */
  public int dependencyEvrs() {
    return rows.dependencyEvr.size();
  }

  /** The number of a dependency's epoch, 0 where there is none. */
  public int dependencyEpoch(int dependency) {
    return rows.dependencyEvr.epoch(rows.dependencyEvrs.get(dependency));
  }

  /** The number of a dependency's version, 0 where there is none. */
  public int dependencyVersion(int dependency) {
    return rows.dependencyEvr.version(rows.dependencyEvrs.get(dependency));
  }

  /** The number of a dependency's release, 0 where there is none. */
  public int dependencyRelease(int dependency) {
    return rows.dependencyEvr.release(rows.dependencyEvrs.get(dependency));
  }

  /** The numbers of the paths that primary.xml lists for a package. */
  public int[] files(int row) {
    int start = row == 0 ? 0 : rows.fileEnd.get(row - 1);
    int[] files = new int[rows.fileEnd.get(row) - start];
    for (int i = 0; i < files.length; i++) {
      files[i] = rows.files.get(start + i);
    }
    return files;
  }
}
