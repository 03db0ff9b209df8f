package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  final StringPool texts;
  final IntColumn dependencyEnd;
  final IntColumn dependencyName;
  final IntColumn dependencyEvrs;
  final IntColumn dependencyFlags;
  final EvrPool dependencyEvr;
  final IntColumn fileEnd;
  final IntColumn files;

  private final RelPath file;
  private final @Nullable IntColumn[] columns = new IntColumn[PackageField.values().length];
  private final int[] current = new int[columns.length];
  private int size;

  TableBuilder(RelPath file) {
    this.file = file;
    texts = new StringPool();
    dependencyEvr = new EvrPool();
    for (PackageField field : KEPT) {
      columns[field.ordinal()] = new IntColumn();
    }
    dependencyEnd = new IntColumn();
    dependencyName = new IntColumn();
    dependencyEvrs = new IntColumn();
    dependencyFlags = new IntColumn();
    fileEnd = new IntColumn();
    files = new IntColumn();
  }

  /** What {@link #writeTo} wrote. */
  TableBuilder(RelPath file, ByteBuffer in) {
    this.file = file;
    texts = new StringPool(in);
    dependencyEvr = new EvrPool(in);
    for (PackageField field : KEPT) {
      columns[field.ordinal()] = new IntColumn(in);
    }
    dependencyEnd = new IntColumn(in);
    dependencyName = new IntColumn(in);
    dependencyEvrs = new IntColumn(in);
    dependencyFlags = new IntColumn(in);
    fileEnd = new IntColumn(in);
    files = new IntColumn(in);
    size = dependencyEnd.size();
  }

  long keptBytes() {
    return texts.keptBytes()
        + dependencyEvr.keptBytes()
        + allColumns().stream().mapToLong(IntColumn::keptBytes).sum();
  }

  void writeTo(ByteBuffer out) {
    texts.writeTo(out);
    dependencyEvr.writeTo(out);
    allColumns().forEach(column -> column.writeTo(out));
  }

  /** In the order in which they are read back. */
  private List<IntColumn> allColumns() {
    List<IntColumn> all = new ArrayList<>();
    for (PackageField field : KEPT) {
      all.add(column(field));
    }
    all.addAll(
        List.of(dependencyEnd, dependencyName, dependencyEvrs, dependencyFlags, fileEnd, files));
    return all;
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
    int name = texts.intern(entry.name());
    int evr =
        entry.relation() == Relation.ANY
            ? 0
            : dependencyEvr.intern(
                texts.intern(entry.epoch()),
                texts.intern(entry.version()),
                texts.intern(entry.release()));
    dependency(kind, entry.relation(), entry.pre(), name, evr);
  }

  private void dependency(DependencyKind kind, Relation relation, boolean pre, int name, int evr) {
    check(dependencyName.size(), MAX_PARTS, "dependencies");
    dependencyName.add(name);
    dependencyFlags.add(kind.ordinal() | relation.ordinal() << 3 | (pre ? PRE : 0));
    dependencyEvrs.add(evr);
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
    int name = texts.intern(entry.name());
    int evr =
        entry.relation() == Relation.ANY
            ? 0
            : dependencyEvr.intern(
                texts.intern(entry.epoch()),
                texts.intern(entry.version()),
                texts.intern(entry.release()));
    dependency(kind, entry.relation(), entry.pre(), name, evr);
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
    return LockfileException.of("rpm.repodata", Location.of(file), reason);
  }
}
