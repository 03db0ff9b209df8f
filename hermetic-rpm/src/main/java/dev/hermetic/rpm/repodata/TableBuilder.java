package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Fills the columns of a {@link PackageTable}. */
final class TableBuilder implements PackageVisitor {
  private static final PackageField[] KEPT = {
    PackageField.NAME,
    PackageField.ARCH,
    PackageField.EPOCH,
    PackageField.VERSION,
    PackageField.RELEASE,
    PackageField.CHECKSUM_TYPE,
    PackageField.CHECKSUM,
    PackageField.LOCATION,
    PackageField.LOCATION_BASE,
    PackageField.VENDOR,
    PackageField.SOURCE_RPM,
    PackageField.SIZE_PACKAGE
  };
  private static final DependencyKind[] KINDS = DependencyKind.values();
  private static final Relation[] RELATIONS = Relation.values();
  private static final int PRE = 1 << 6;
  private static final int MAX_PACKAGES = 10_000_000;
  private static final int MAX_PARTS = 200_000_000;

  final StringPool texts = new StringPool();
  final IntColumn dependencyEnd = new IntColumn();
  final IntColumn dependencyName = new IntColumn();
  final IntColumn dependencyEvrs = new IntColumn();
  final IntColumn dependencyFlags = new IntColumn();
  final EvrPool dependencyEvr = new EvrPool();
  final IntColumn fileEnd = new IntColumn();
  final IntColumn files = new IntColumn();

  private final RelPath file;
  private final @Nullable IntColumn[] columns = new IntColumn[PackageField.values().length];
  private final int[] current = new int[columns.length];
  private int size;

  TableBuilder(RelPath file) {
    this.file = file;
    for (PackageField field : KEPT) {
      columns[field.ordinal()] = new IntColumn();
    }
  }

  int size() {
    return size;
  }

  IntColumn column(PackageField field) {
    IntColumn column = columns[field.ordinal()];
    if (column == null) {
      throw new IllegalArgumentException(field + " is not kept");
    }
    return column;
  }

  static DependencyKind kind(int flags) {
    return KINDS[flags & 7];
  }

  static Relation relation(int flags) {
    return RELATIONS[(flags >> 3) & 7];
  }

  static boolean pre(int flags) {
    return (flags & PRE) != 0;
  }

  @Override
  public void begin() {
    Arrays.fill(current, 0);
  }

  @Override
  public void text(PackageField field, Utf8 value) {
    if (columns[field.ordinal()] != null) {
      current[field.ordinal()] = texts.intern(value);
    }
  }

  @Override
  public void dependency(DependencyKind kind, DependencyText entry) {
    check(dependencyName.size(), MAX_PARTS, "dependencies");
    Relation relation = entry.relation();
    dependencyName.add(texts.intern(entry.name()));
    dependencyFlags.add(kind.ordinal() | relation.ordinal() << 3 | (entry.pre() ? PRE : 0));
    dependencyEvrs.add(
        relation == Relation.ANY
            ? 0
            : dependencyEvr.intern(
                texts.intern(entry.epoch()),
                texts.intern(entry.version()),
                texts.intern(entry.release())));
  }

  /** A package that was not read from a list. */
  void add(PackageEntry entry) {
    begin();
    PackageId id = entry.id();
    row(PackageField.NAME, id.name());
    row(PackageField.EPOCH, id.epoch());
    row(PackageField.VERSION, id.version());
    row(PackageField.RELEASE, id.release());
    row(PackageField.ARCH, id.arch());
    row(PackageField.VENDOR, entry.texts().vendor());
    row(PackageField.SOURCE_RPM, entry.texts().sourceRpm());
    for (DependencyKind kind : KINDS) {
      entry.dependencies(kind).forEach(dependency -> add(kind, dependency));
    }
    for (PackageFile path : entry.files()) {
      check(files.size(), MAX_PARTS, "files");
      files.add(texts.intern(path.path()));
    }
    end();
  }

  private void row(PackageField field, String value) {
    current[field.ordinal()] = texts.intern(value);
  }

  private void add(DependencyKind kind, DependencyEntry entry) {
    check(dependencyName.size(), MAX_PARTS, "dependencies");
    Relation relation = entry.relation();
    dependencyName.add(texts.intern(entry.name()));
    dependencyFlags.add(kind.ordinal() | relation.ordinal() << 3 | (entry.pre() ? PRE : 0));
    dependencyEvrs.add(
        relation == Relation.ANY
            ? 0
            : dependencyEvr.intern(
                texts.intern(entry.epoch()),
                texts.intern(entry.version()),
                texts.intern(entry.release())));
  }

  @Override
  public void file(FileKind kind, Utf8 path) {
    check(files.size(), MAX_PARTS, "files");
    files.add(texts.intern(path));
  }

  @Override
  public void end() {
    check(size, MAX_PACKAGES, "packages");
    for (PackageField field : KEPT) {
      column(field).add(current[field.ordinal()]);
    }
    if (current[PackageField.NAME.ordinal()] == 0 || current[PackageField.ARCH.ordinal()] == 0) {
      throw fault("package " + (size + 1) + " has no name or no architecture");
    }
    dependencyEnd.add(dependencyName.size());
    fileEnd.add(files.size());
    size++;
  }

  private void check(int have, int most, String what) {
    if (have == most) {
      throw fault("it lists more than " + most + " " + what);
    }
  }

  private LockfileException fault(String reason) {
    return new LockfileException("rpm.repodata", Location.of(file), reason);
  }
}
