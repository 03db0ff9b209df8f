package dev.hermetic.rpm.repodata;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes primary.xml, filelists.xml and other.xml side by side, one package at a time. */
final class PackageLists implements Closeable {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACE = "http://linux.duke.edu/metadata/";

  private final XmlOut primary;
  private final XmlOut filelists;
  private final XmlOut other;

  PackageLists(OutputStream primary, OutputStream filelists, OutputStream other) {
    this.primary = new XmlOut(primary);
    this.filelists = new XmlOut(filelists);
    this.other = new XmlOut(other);
  }

  /** Writes the heads, which say how many packages follow. */
  void begin(int packages) throws IOException {
    head(primary, "metadata", "common")
        .raw(" xmlns:rpm=\"")
        .raw(NAMESPACE)
        .raw("rpm\" packages=\"")
        .raw(packages)
        .raw("\">\n");
    head(filelists, "filelists", "filelists").raw(" packages=\"").raw(packages).raw("\">\n");
    head(other, "otherdata", "other").raw(" packages=\"").raw(packages).raw("\">\n");
  }

  private static XmlOut head(XmlOut xml, String root, String namespace) throws IOException {
    xml.raw(DECLARATION).raw("<").raw(root);
    return xml.raw(" xmlns=\"").raw(NAMESPACE).raw(namespace).raw("\"");
  }

  /** Writes one package into all three. */
  void add(PackageEntry entry) throws IOException {
    PrimaryElement.write(primary, entry);
    begin(filelists, entry.id());
    for (PackageFile file : entry.files()) {
      filelists.raw("  ");
      file(filelists, file);
    }
    filelists.raw("</package>\n");
    begin(other, entry.id());
    for (Change change : entry.changes()) {
      other.raw("  <changelog").attribute("author", change.author());
      other.raw(" date=\"").raw(change.date()).raw("\">");
      other.text(change.text()).raw("</changelog>\n");
    }
    other.raw("</package>\n");
  }

  private static void begin(XmlOut xml, PackageId id) throws IOException {
    xml.raw("<package").attribute("pkgid", id.checksum().hex());
    xml.attribute("name", id.name()).attribute("arch", id.arch()).raw(">\n  ");
    version(xml, id);
  }

  /** Writes the version element and ends the line. */
  static void version(XmlOut xml, PackageId id) throws IOException {
    xml.raw("<version").attribute("epoch", id.epoch());
    xml.attribute("ver", id.version()).attribute("rel", id.release()).raw("/>\n");
  }

  /** Writes a file element and ends the line. */
  static void file(XmlOut xml, PackageFile file) throws IOException {
    xml.raw("<file");
    if (file.kind() != FileKind.FILE) {
      xml.attribute("type", file.kind().type());
    }
    xml.raw(">").text(file.path()).raw("</file>\n");
  }

  /** Writes the ends of the documents. */
  void end() throws IOException {
    primary.raw("</metadata>");
    filelists.raw("</filelists>");
    other.raw("</otherdata>");
  }

  @Override
  public void close() throws IOException {
    try (primary;
        filelists;
        other) {
      // closing is all
    }
  }
}
