package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.file.DependencyKind;
import java.util.ArrayList;
import java.util.List;

/** All that a table knows, one line a package. */
final class TableText {
  private static final List<PackageField> FIELDS =
      List.of(
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
          PackageField.SIZE_PACKAGE);

  private TableText() {}

  static List<String> rows(PackageTable table) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      List<String> parts = new ArrayList<>();
      for (PackageField field : FIELDS) {
        parts.add(table.text(row, field));
      }
      for (DependencyKind kind : DependencyKind.values()) {
        table.dependencies(row, kind, d -> parts.add(kind + " " + dependency(table, d)));
      }
      for (int file : table.files(row)) {
        parts.add(table.texts().get(file));
      }
      rows.add(parts.toString());
    }
    return rows;
  }

  private static String dependency(PackageTable table, int d) {
    return table.texts().get(table.dependencyName(d))
        + table.dependencyRelation(d)
        + table.texts().get(table.dependencyEpoch(d))
        + ":"
        + table.texts().get(table.dependencyVersion(d))
        + "-"
        + table.texts().get(table.dependencyRelease(d))
        + table.dependencyPre(d);
  }
}
