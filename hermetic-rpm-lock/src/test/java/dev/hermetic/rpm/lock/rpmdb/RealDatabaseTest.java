package dev.hermetic.rpm.lock.rpmdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.fixtures.RpmTools;
import dev.hermetic.rpm.repodata.DependencyEntry;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageFile;
import dev.hermetic.rpm.version.Relation;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases that the real rpm and the real Berkeley DB have written, compared with what rpm says.
 */
@Tag("native-client")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealDatabaseTest {
  private InstalledRoot installed;
  private List<PackageEntry> read;

  @BeforeAll
  void install(@TempDir Path directory) throws Exception {
    RpmTools.need("rpm", "rpmbuild", "python3");
    installed = InstalledRoot.make(directory, 300);
    read = read(DatabaseFormat.SQLITE, installed.database().resolve("rpmdb.sqlite"));
  }

  @Test
  void readsEveryPackage() throws Exception {
    assertThat(read.stream().map(RealDatabaseTest::nevra).sorted())
        .hasSize(302)
        .isEqualTo(installed.query("%{name}-%{epochnum}:%{version}-%{release}.%{arch}\n"));
  }

  @Test
  void readsEveryPath() throws Exception {
    assertThat(
            read.stream()
                .flatMap(entry -> entry.files().stream())
                .map(PackageFile::path)
                .sorted()
                .toList())
        .hasSizeGreaterThan(2000)
        .isEqualTo(installed.query("[%{filenames}\n]"));
  }

  @Test
  void readsEveryDependency() throws Exception {
    for (DependencyKind kind : DependencyKind.values()) {
      String tag = kind.name().substring(0, kind.name().length() - 1) + "NEVRS";
      assertThat(
              new TreeSet<>(
                  read.stream()
                      .flatMap(entry -> entry.dependencies(kind).stream())
                      .map(RealDatabaseTest::shown)
                      .toList()))
          .as(tag)
          .isEqualTo(
              new TreeSet<>(
                  installed.query("[%{" + tag + "}\n]").stream()
                      .filter(line -> !line.startsWith("rpmlib("))
                      .toList()));
    }
  }

  @Test
  void readsVendorAndSource() throws Exception {
    assertThat(
            read.stream()
                .map(entry -> entry.texts().vendor() + " " + entry.texts().sourceRpm())
                .map(text -> text.startsWith(" ") ? "(none)" + text : text)
                .sorted())
        .isEqualTo(installed.query("%{vendor} %{sourcerpm}\n"));
  }

  @Test
  void readsWhatBerkeleyDbHasWritten(@TempDir Path directory) throws Exception {
    RpmTools.needBerkeleyDb();
    for (String order : List.of("1234", "4321")) {
      Path file = BerkeleyWriter.write(installed, directory.resolve("Packages" + order), order);
      assertThat(read(DatabaseFormat.BERKELEY, file)).isEqualTo(read);
    }
  }

  @Test
  void readsNdb(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("Packages.db");
    Files.write(file, NdbWriter.write(BerkeleyWriter.blobs(installed)));
    assertThat(read(DatabaseFormat.NDB, file)).isEqualTo(read);
  }

  private static List<PackageEntry> read(DatabaseFormat format, Path path) throws Exception {
    try (InputStream in = Files.newInputStream(path)) {
      return PackageDatabase.read(format, DatabaseBytes.read(in, path.toString()), null);
    }
  }

  private static String nevra(PackageEntry entry) {
    var id = entry.id();
    return id.name() + "-" + id.epoch() + ":" + id.version() + "-" + id.release() + "." + id.arch();
  }

  private static String shown(DependencyEntry entry) {
    if (entry.relation() == Relation.ANY) {
      return entry.name();
    }
    String epoch = entry.epoch().equals("0") ? "" : entry.epoch() + ":";
    String release = entry.release().isEmpty() ? "" : "-" + entry.release();
    return entry.name() + " " + entry.relation().sign() + " " + epoch + entry.version() + release;
  }
}
