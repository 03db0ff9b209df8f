package dev.hermetic.rpm.repodata;

/**
 * What one package contributes to primary.xml, filelists.xml and other.xml, as UTF-8. Kept for as
 * long as the documents before it are being packed.
 */
final class PackageLines {
  private final byte[] primary;
  private final byte[] filelists;
  private final byte[] other;

  private PackageLines(byte[] primary, byte[] filelists, byte[] other) {
    this.primary = primary;
    this.filelists = filelists;
    this.other = other;
  }

  static PackageLines of(PackageEntry entry) {
    XmlOut xml = new XmlOut();
    PrimaryElement.write(xml, entry);
    byte[] primary = xml.take();
    begin(xml, entry.id());
    for (PackageFile file : entry.files()) {
      xml.raw("  ");
      file(xml, file);
    }
    byte[] filelists = xml.raw("</package>\n").take();
    begin(xml, entry.id());
    for (Change change : entry.changes()) {
      xml.raw("  <changelog").attribute("author", change.author());
      xml.raw(" date=\"").raw(change.date()).raw("\">");
      xml.text(change.text()).raw("</changelog>\n");
    }
    return new PackageLines(primary, filelists, xml.raw("</package>\n").take());
  }

  /** The lines for primary (0), filelists (1) or other (2). */
  byte[] of(int list) {
    return list == 0 ? primary : list == 1 ? filelists : other;
  }

  private static void begin(XmlOut xml, PackageId id) {
    xml.raw("<package").attribute("pkgid", id.checksum().hex());
    xml.attribute("name", id.name()).attribute("arch", id.arch()).raw(">\n  ");
    version(xml, id);
  }

  /** Writes the version element and ends the line. */
  static void version(XmlOut xml, PackageId id) {
    xml.raw("<version").attribute("epoch", id.epoch());
    xml.attribute("ver", id.version()).attribute("rel", id.release()).raw("/>\n");
  }

  /** Writes a file element and ends the line. */
  static void file(XmlOut xml, PackageFile file) {
    xml.raw("<file");
    if (file.kind() != FileKind.FILE) {
      xml.attribute("type", file.kind().type());
    }
    xml.raw(">").text(file.path()).raw("</file>\n");
  }
}
