package dev.hermetic.rpm.repodata;

import static dev.hermetic.rpm.repodata.XmlOut.ascii;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What one package contributes to primary.xml, filelists.xml and other.xml, as UTF-8. Kept for as
 * long as the documents before it are being packed.
 */
final class PackageLines {
  private static final byte[] PKGID = ascii("<package pkgid=\"");
  private static final byte[] NAME = ascii("\" name=\"");
  private static final byte[] ARCH = ascii("\" arch=\"");
  private static final byte[] CLOSE_AND_INDENT = ascii("\">\n  ");
  private static final byte[] PACKAGE_END = ascii("</package>\n");
  private static final byte[] EPOCH = ascii("<version epoch=\"");
  private static final byte[] VERSION = ascii("\" ver=\"");
  private static final byte[] RELEASE = ascii("\" rel=\"");
  private static final byte[] END = ascii("\"/>\n");
  private static final byte[] INDENT = ascii("  ");
  private static final byte[] FILE = ascii("<file>");
  private static final byte[] TYPED_FILE = ascii("<file type=\"");
  private static final byte[] FILE_END = ascii("</file>\n");
  private static final byte[] AUTHOR = ascii("  <changelog author=\"");
  private static final byte[] DATE = ascii("\" date=\"");
  private static final byte[] CHANGELOG_END = ascii("</changelog>\n");
  private static final byte[] CLOSE = ascii("\">");

  private final XmlOut xml = new XmlOut();

  /** Where in the text each list's lines begin, and the last of them end. */
  private final int[] begins = new int[4];

  private PackageLines() {}

  static PackageLines of(PackageEntry entry) {
    PackageLines lines = new PackageLines();
    XmlOut xml = lines.xml;
    PrimaryElement.write(xml, entry);
    lines.begins[1] = xml.length();
    begin(xml, entry.id());
    for (PackageFile file : entry.files()) {
      xml.raw(INDENT);
      file(xml, file);
    }
    lines.begins[2] = xml.raw(PACKAGE_END).length();
    begin(xml, entry.id());
    for (Change change : entry.changes()) {
      xml.raw(AUTHOR).value(change.author());
      xml.raw(DATE).raw(change.date());
      xml.raw(CLOSE).text(change.text()).raw(CHANGELOG_END);
    }
    lines.begins[3] = xml.raw(PACKAGE_END).length();
    return lines;
  }

  /** Appends the lines for primary (0), filelists (1) or other (2). */
  void appendTo(OutputStream document, int list) throws IOException {
    xml.writeTo(document, begins[list], begins[list + 1]);
  }

  private static void begin(XmlOut xml, PackageId id) {
    xml.raw(PKGID).text(id.checksum().hex());
    xml.raw(NAME).value(id.name()).raw(ARCH).value(id.arch()).raw(CLOSE_AND_INDENT);
    version(xml, id);
  }

  /** Writes the version element and ends the line. */
  static void version(XmlOut xml, PackageId id) {
    xml.raw(EPOCH).value(id.epoch()).raw(VERSION).value(id.version());
    xml.raw(RELEASE).value(id.release()).raw(END);
  }

  /** Writes a file element and ends the line. */
  static void file(XmlOut xml, PackageFile file) {
    if (file.kind() == FileKind.FILE) {
      xml.raw(FILE);
    } else {
      xml.raw(TYPED_FILE).value(file.kind().type()).raw(CLOSE);
    }
    xml.text(file.path()).raw(FILE_END);
  }
}
