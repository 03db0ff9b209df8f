package dev.hermetic.rpm.lock.solve;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A repository of packages that exist in metadata alone. */
final class MadeRepository {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACES =
      " xmlns=\"http://linux.duke.edu/metadata/%s\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\"";

  /** The order in which dnf adds repositories. */
  static final Comparator<MadeRepository> ORDER =
      Comparator.comparingInt((MadeRepository made) -> made.priority)
          .thenComparingInt(made -> made.cost);

  final String id;
  final int priority;
  final int cost;
  final List<MadePackage> packages = new ArrayList<>();

  MadeRepository(String id, int priority, int cost) {
    this.id = id;
    this.priority = priority;
    this.cost = cost;
  }

  private String primary() {
    StringBuilder xml = new StringBuilder(HEAD + "<metadata" + NAMESPACES.formatted("common"));
    xml.append(" packages=\"").append(packages.size()).append("\">\n");
    packages.forEach(made -> xml.append(made.primary()));
    return xml.append("</metadata>\n").toString();
  }

  private String filelists() {
    StringBuilder xml = new StringBuilder(HEAD + "<filelists" + NAMESPACES.formatted("filelists"));
    xml.append(" packages=\"").append(packages.size()).append("\">\n");
    packages.forEach(made -> xml.append(made.filelist()));
    return xml.append("</filelists>\n").toString();
  }

  /** As our own reader sees it. */
  PackageTable table() throws IOException {
    byte[] xml = primary().getBytes(StandardCharsets.UTF_8);
    return PackageTable.read(new ByteArrayInputStream(xml), RelPath.of("primary.xml"));
  }

  /** Writes it as dnf reads it. */
  void write(Path directory) throws IOException {
    Path data = Files.createDirectories(directory.resolve("repodata"));
    Files.writeString(data.resolve("primary.xml"), primary());
    Files.writeString(data.resolve("filelists.xml"), filelists());
    Files.writeString(
        data.resolve("repomd.xml"),
        HEAD
            + "<repomd xmlns=\"http://linux.duke.edu/metadata/repo\">\n"
            + "<revision>"
            + (primary() + filelists()).hashCode()
            + "</revision>\n"
            + "<data type=\"primary\"><location href=\"repodata/primary.xml\"/></data>\n"
            + "<data type=\"filelists\"><location href=\"repodata/filelists.xml\"/></data>\n"
            + "</repomd>\n");
  }

  /**
   * Writes it in libsolv's test format, as dnf reads what is installed.
   *
   * @return the path of the file, empty when there are no packages
   */
  String writeTags(Path directory) throws IOException {
    if (packages.isEmpty()) {
      return "";
    }
    return Files.writeString(directory.resolve("system.repo"), tags()).toString();
  }

  private String tags() {
    StringBuilder text = new StringBuilder("=Ver: 3.0\n");
    packages.forEach(made -> text.append(made.tags()));
    return text.toString();
  }
}
