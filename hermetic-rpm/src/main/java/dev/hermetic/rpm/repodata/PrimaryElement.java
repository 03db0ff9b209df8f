package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.util.List;
import java.util.Locale;

/** Writes the {@code package} element of primary.xml, its parts in the order of createrepo_c. */
final class PrimaryElement {
  private PrimaryElement() {}

  static void write(XmlOut xml, PackageEntry entry) {
    PackageId id = entry.id();
    PackageTexts texts = entry.texts();
    xml.raw("<package type=\"rpm\">\n");
    line(xml, "  ", "name", id.name());
    line(xml, "  ", "arch", id.arch());
    xml.raw("  ");
    PackageLines.version(xml, id);
    xml.raw("  <checksum").attribute("type", id.checksum().algorithm().id());
    xml.raw(" pkgid=\"YES\">").raw(id.checksum().hex()).raw("</checksum>\n");
    line(xml, "  ", "summary", texts.summary());
    line(xml, "  ", "description", texts.description());
    line(xml, "  ", "packager", texts.packager());
    line(xml, "  ", "url", texts.url());
    numbers(xml, entry.numbers());
    xml.raw("  <location");
    if (!entry.locationBase().isEmpty()) {
      xml.attribute("xml:base", entry.locationBase());
    }
    xml.attribute("href", entry.location()).raw("/>\n");
    format(xml, entry);
    xml.raw("</package>\n");
  }

  private static void numbers(XmlOut xml, PackageNumbers numbers) {
    xml.raw("  <time file=\"").raw(numbers.fileTime());
    xml.raw("\" build=\"").raw(numbers.buildTime()).raw("\"/>\n");
    xml.raw("  <size package=\"").raw(numbers.packageSize());
    xml.raw("\" installed=\"").raw(numbers.installedSize());
    xml.raw("\" archive=\"").raw(numbers.archiveSize()).raw("\"/>\n");
  }

  private static void format(XmlOut xml, PackageEntry entry) {
    PackageTexts texts = entry.texts();
    xml.raw("  <format>\n");
    line(xml, "    ", "rpm:license", texts.license());
    line(xml, "    ", "rpm:vendor", texts.vendor());
    line(xml, "    ", "rpm:group", texts.group());
    line(xml, "    ", "rpm:buildhost", texts.buildHost());
    line(xml, "    ", "rpm:sourcerpm", texts.sourceRpm());
    xml.raw("    <rpm:header-range start=\"").raw(entry.numbers().headerStart());
    xml.raw("\" end=\"").raw(entry.numbers().headerEnd()).raw("\"/>\n");
    for (DependencyKind kind : DependencyKind.values()) {
      dependencies(xml, kind.name().toLowerCase(Locale.ROOT), entry.dependencies(kind));
    }
    for (PackageFile file : entry.files()) {
      if (file.primary()) {
        xml.raw("    ");
        PackageLines.file(xml, file);
      }
    }
    xml.raw("  </format>\n");
  }

  private static void dependencies(XmlOut xml, String element, List<DependencyEntry> list) {
    if (list.isEmpty()) {
      return;
    }
    xml.raw("    <rpm:").raw(element).raw(">\n");
    for (DependencyEntry dependency : list) {
      entry(xml, dependency);
    }
    xml.raw("    </rpm:").raw(element).raw(">\n");
  }

  private static void entry(XmlOut xml, DependencyEntry dependency) {
    xml.raw("      <rpm:entry").attribute("name", dependency.name());
    if (dependency.relation() != Relation.ANY) {
      xml.attribute("flags", dependency.relation().name());
      present(xml, "epoch", dependency.epoch());
      present(xml, "ver", dependency.version());
      present(xml, "rel", dependency.release());
    }
    if (dependency.pre()) {
      xml.raw(" pre=\"1\"");
    }
    xml.raw("/>\n");
  }

  private static void present(XmlOut xml, String name, String value) {
    if (!value.isEmpty()) {
      xml.attribute(name, value);
    }
  }

  private static void line(XmlOut xml, String indent, String name, String text) {
    xml.raw(indent).element(name, text).raw("\n");
  }
}
