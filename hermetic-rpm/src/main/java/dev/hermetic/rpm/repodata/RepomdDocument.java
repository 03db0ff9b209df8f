package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Writes repomd.xml. */
final class RepomdDocument {
  private RepomdDocument() {}

  static void write(Repomd repomd, OutputStream out) throws IOException {
    try (out) {
      XmlOut xml = new XmlOut();
      xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
      xml.raw("<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"");
      xml.raw(" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\">\n");
      xml.line(new XmlLine("  ", "revision"), repomd.revision());
      for (RepomdRecord record : repomd.records()) {
        data(xml, record);
      }
      out.write(xml.raw("</repomd>\n").bytes());
    }
  }

  private static void data(XmlOut xml, RepomdRecord record) {
    xml.raw("  <data").attribute("type", record.type()).raw(">\n");
    if (record.checksum().isPresent()) {
      checksum(xml, "checksum", record.checksum().get());
    }
    if (record.openChecksum().isPresent()) {
      checksum(xml, "open-checksum", record.openChecksum().get());
    }
    xml.raw("    <location").attribute("href", record.location()).raw("/>\n");
    xml.raw("    <timestamp>").raw(record.timestamp()).raw("</timestamp>\n");
    number(xml, "size", record.size());
    number(xml, "open-size", record.openSize());
    xml.raw("  </data>\n");
  }

  private static void checksum(XmlOut xml, String name, Digest digest) {
    xml.raw("    <").raw(name).attribute("type", digest.algorithm().id());
    xml.raw(">").raw(digest.hex()).raw("</").raw(name).raw(">\n");
  }

  private static void number(XmlOut xml, String name, OptionalLong value) {
    if (value.isPresent()) {
      xml.line(new XmlLine("    ", name), Long.toString(value.getAsLong()));
    }
  }
}
