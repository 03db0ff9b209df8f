package dev.hermetic.rpm.repodata;

import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads updateinfo.xml, one advisory in memory at a time. */
public final class UpdateInfoReader {
  private static final int MAX_PACKAGES = 1_000_000;

  private final StaxReader xml;

  private UpdateInfoReader(StaxReader xml) {
    this.xml = xml;
  }

  /**
   * Hands every advisory to {@code consumer}.
   *
   * @param unpacked the document, no longer packed; not closed
   * @param file its name in errors
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repodata} when it is malformed
   * @throws IOException when reading fails
   */
  public static void read(InputStream unpacked, RelPath file, Consumer<? super Advisory> consumer)
      throws IOException {
    InputStream bounded = new BoundedInput(unpacked, file, RepodataLimits.MAX_UPDATEINFO);
    UpdateInfoReader reader = new UpdateInfoReader(StaxReader.open(bounded, file, "updates"));
    while (reader.xml.child(1)) {
      if (reader.xml.name().equals("update")) {
        consumer.accept(reader.advisory());
      }
    }
  }

  private Advisory advisory() throws IOException {
    String type = xml.attributeOrEmpty("type");
    String id = "";
    String severity = "";
    String title = "";
    String issued = "";
    List<Advisory.Reference> references = new ArrayList<>();
    List<Advisory.FixedPackage> packages = new ArrayList<>();
    while (xml.child(2)) {
      switch (xml.name()) {
        case "id" -> id = xml.text();
        case "severity" -> severity = xml.text();
        case "title" -> title = xml.text();
        case "issued" -> issued = xml.attributeOrEmpty("date");
        case "references" -> references(references);
        case "pkglist" -> collections(packages);
        default -> {
          // prose
        }
      }
    }
    return new Advisory(id, type, severity, title, issued, references, packages);
  }

  private void references(List<Advisory.Reference> references) throws IOException {
    while (xml.child(3)) {
      references.add(
          new Advisory.Reference(
              xml.attributeOrEmpty("type"),
              xml.attributeOrEmpty("id"),
              xml.attributeOrEmpty("href")));
      bound(references.size());
    }
  }

  private void collections(List<Advisory.FixedPackage> packages) throws IOException {
    while (xml.child(3)) {
      while (xml.child(4)) {
        if (xml.name().equals("package")) {
          packages.add(fixedPackage());
          bound(packages.size());
        }
      }
    }
  }

  private void bound(int size) {
    if (size > MAX_PACKAGES) {
      throw xml.fault("an advisory names more than " + MAX_PACKAGES + " packages or references");
    }
  }

  private Advisory.FixedPackage fixedPackage() throws IOException {
    String name = xml.attributeOrEmpty("name");
    String epoch = xml.attributeOrEmpty("epoch");
    String version = xml.attributeOrEmpty("version");
    String release = xml.attributeOrEmpty("release");
    String arch = xml.attributeOrEmpty("arch");
    String filename = "";
    while (xml.child(5)) {
      if (xml.name().equals("filename")) {
        filename = xml.text();
      }
    }
    return new Advisory.FixedPackage(
        name, epoch.isEmpty() ? "0" : epoch, version, release, arch, filename);
  }
}
