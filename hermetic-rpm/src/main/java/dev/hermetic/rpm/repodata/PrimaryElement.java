package dev.hermetic.rpm.repodata;

import static dev.hermetic.rpm.repodata.XmlOut.ascii;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.util.List;
import java.util.Locale;

/** Writes the {@code package} element of primary.xml, its parts in the order of createrepo_c. */
final class PrimaryElement {
  private static final XmlLine NAME = new XmlLine("  ", "name");
  private static final XmlLine ARCH = new XmlLine("  ", "arch");
  private static final XmlLine SUMMARY = new XmlLine("  ", "summary");
  private static final XmlLine DESCRIPTION = new XmlLine("  ", "description");
  private static final XmlLine PACKAGER = new XmlLine("  ", "packager");
  private static final XmlLine URL = new XmlLine("  ", "url");
  private static final XmlLine LICENSE = new XmlLine("    ", "rpm:license");
  private static final XmlLine VENDOR = new XmlLine("    ", "rpm:vendor");
  private static final XmlLine GROUP = new XmlLine("    ", "rpm:group");
  private static final XmlLine BUILD_HOST = new XmlLine("    ", "rpm:buildhost");
  private static final XmlLine SOURCE_RPM = new XmlLine("    ", "rpm:sourcerpm");
  private static final byte[] PACKAGE = ascii("<package type=\"rpm\">\n");
  private static final byte[] PACKAGE_END = ascii("</package>\n");
  private static final byte[] INDENT = ascii("  ");
  private static final byte[] CHECKSUM = ascii("  <checksum type=\"");
  private static final byte[] PKGID = ascii("\" pkgid=\"YES\">");
  private static final byte[] CHECKSUM_END = ascii("</checksum>\n");
  private static final byte[] LOCATION = ascii("  <location");
  private static final byte[] HREF = ascii(" href=\"");
  private static final byte[] END = ascii("\"/>\n");
  private static final byte[] TIME = ascii("  <time file=\"");
  private static final byte[] BUILD = ascii("\" build=\"");
  private static final byte[] SIZE = ascii("  <size package=\"");
  private static final byte[] INSTALLED = ascii("\" installed=\"");
  private static final byte[] ARCHIVE = ascii("\" archive=\"");
  private static final byte[] FORMAT = ascii("  <format>\n");
  private static final byte[] FORMAT_END = ascii("  </format>\n");
  private static final byte[] HEADER_START = ascii("    <rpm:header-range start=\"");
  private static final byte[] HEADER_END = ascii("\" end=\"");
  private static final byte[] LIST = ascii("    <rpm:");
  private static final byte[] LIST_END = ascii("    </rpm:");
  private static final byte[] NAME_END = ascii(">\n");
  private static final byte[] ENTRY = ascii("      <rpm:entry name=\"");
  private static final byte[] FLAGS = ascii("\" flags=\"");
  private static final byte[] EPOCH = ascii("\" epoch=\"");
  private static final byte[] VERSION = ascii("\" ver=\"");
  private static final byte[] RELEASE = ascii("\" rel=\"");
  private static final byte[] PRE = ascii("\" pre=\"1");
  private static final byte[] FILE_INDENT = ascii("    ");

  private PrimaryElement() {}

  static void write(XmlOut xml, PackageEntry entry) {
    PackageId id = entry.id();
    PackageTexts texts = entry.texts();
    xml.raw(PACKAGE).line(NAME, id.name()).line(ARCH, id.arch()).raw(INDENT);
    PackageLines.version(xml, id);
    xml.raw(CHECKSUM).value(id.checksum().algorithm().id());
    xml.raw(PKGID).text(id.checksum().hex()).raw(CHECKSUM_END);
    xml.line(SUMMARY, texts.summary()).line(DESCRIPTION, texts.description());
    xml.line(PACKAGER, texts.packager()).line(URL, texts.url());
    numbers(xml, entry.numbers());
    xml.raw(LOCATION);
    if (!entry.locationBase().isEmpty()) {
      xml.attribute("xml:base", entry.locationBase());
    }
    xml.raw(HREF).value(entry.location()).raw(END);
    format(xml, entry);
    xml.raw(PACKAGE_END);
  }

  private static void numbers(XmlOut xml, PackageNumbers numbers) {
    xml.raw(TIME).raw(numbers.fileTime()).raw(BUILD).raw(numbers.buildTime()).raw(END);
    xml.raw(SIZE).raw(numbers.packageSize());
    xml.raw(INSTALLED).raw(numbers.installedSize());
    xml.raw(ARCHIVE).raw(numbers.archiveSize()).raw(END);
  }

  private static void format(XmlOut xml, PackageEntry entry) {
    PackageTexts texts = entry.texts();
    xml.raw(FORMAT).line(LICENSE, texts.license()).line(VENDOR, texts.vendor());
    xml.line(GROUP, texts.group()).line(BUILD_HOST, texts.buildHost());
    xml.line(SOURCE_RPM, texts.sourceRpm());
    xml.raw(HEADER_START).raw(entry.numbers().headerStart());
    xml.raw(HEADER_END).raw(entry.numbers().headerEnd()).raw(END);
    for (DependencyKind kind : DependencyKind.values()) {
      dependencies(xml, kind, entry.dependencies(kind));
    }
    for (PackageFile file : entry.files()) {
      if (file.primary()) {
        xml.raw(FILE_INDENT);
        PackageLines.file(xml, file);
      }
    }
    xml.raw(FORMAT_END);
  }

  private static void dependencies(XmlOut xml, DependencyKind kind, List<DependencyEntry> list) {
    if (list.isEmpty()) {
      return;
    }
    String element = kind.name().toLowerCase(Locale.ROOT);
    xml.raw(LIST).raw(element).raw(NAME_END);
    for (DependencyEntry dependency : list) {
      entry(xml, dependency);
    }
    xml.raw(LIST_END).raw(element).raw(NAME_END);
  }

  private static void entry(XmlOut xml, DependencyEntry dependency) {
    xml.raw(ENTRY).value(dependency.name());
    if (dependency.relation() != Relation.ANY) {
      xml.raw(FLAGS).value(dependency.relation().name());
      present(xml, EPOCH, dependency.epoch());
      present(xml, VERSION, dependency.version());
      present(xml, RELEASE, dependency.release());
    }
    if (dependency.pre()) {
      xml.raw(PRE);
    }
    xml.raw(END);
  }

  /** Ends the attribute before and begins another, if it has a value. */
  private static void present(XmlOut xml, byte[] attribute, String value) {
    if (!value.isEmpty()) {
      xml.raw(attribute).value(value);
    }
  }
}
