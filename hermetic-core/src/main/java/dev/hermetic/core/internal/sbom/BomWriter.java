package dev.hermetic.core.internal.sbom;

import dev.hermetic.core.Purl;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.Json;
import dev.hermetic.core.internal.manifest.Section;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes {@code bom.json}: CycloneDX 1.6, components sorted by package URL, without clock and
 * serial number, so that equal outputs have equal bills of materials.
 */
public final class BomWriter {
  private record Use(FileEntry.Part part, Optional<FileEntry> file) {
    String path() {
      return file.map(FileEntry::path).orElse("");
    }
  }

  private final Map<String, Purl> known;
  private final boolean hermetoNames;

  /**
   * A writer.
   *
   * @param known package URLs by their text, so that they are not parsed again; others are
   * @param hermetoNames whether properties are written under the names that Hermeto has for them,
   *     too
   */
  public BomWriter(Map<String, Purl> known, boolean hermetoNames) {
    this.known = known;
    this.hermetoNames = hermetoNames;
  }

  /** Writes the bill of all packages of the sections and closes the stream. */
  public void write(OutputStream out, List<Section> sections) {
    List<Use> uses = uses(sections);
    try (JsonGenerator json = Json.pretty(out)) {
      json.writeStartObject();
      json.writeStringProperty("bomFormat", "CycloneDX");
      json.writeStringProperty("specVersion", "1.6");
      json.writeNumberProperty("version", 1);
      metadata(json);
      json.writeArrayPropertyStart("components");
      for (int from = 0; from < uses.size(); ) {
        int to = endOfPackage(uses, from);
        component(uses.subList(from, to)).write(json, hermetoNames);
        from = to;
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static List<Use> uses(List<Section> sections) {
    List<Use> uses = new ArrayList<>();
    for (Section section : sections) {
      for (FileEntry file : section.files()) {
        file.origin().packages().forEach(part -> uses.add(new Use(part, Optional.of(file))));
      }
      for (Section.Input input : section.inputs()) {
        input.packages().forEach(part -> uses.add(new Use(part, Optional.empty())));
      }
    }
    uses.sort(BomWriter::compare);
    return uses;
  }

  // Uses with a file come first, since a component takes its facts from its first use.
  private static int compare(Use a, Use b) {
    int byPurl = FileEntry.compareUtf8(a.part().purl(), b.part().purl());
    if (byPurl != 0) {
      return byPurl;
    }
    int byFile = Boolean.compare(a.file().isEmpty(), b.file().isEmpty());
    return byFile != 0 ? byFile : FileEntry.compareUtf8(a.path(), b.path());
  }

  private static int endOfPackage(List<Use> uses, int from) {
    String purl = uses.get(from).part().purl();
    int to = from + 1;
    while (to < uses.size() && uses.get(to).part().purl().equals(purl)) {
      to++;
    }
    return to;
  }

  private Component component(List<Use> uses) {
    String text = uses.get(0).part().purl();
    Purl purl = known.get(text);
    Component component = new Component(purl == null ? Purl.parse(text) : purl);
    uses.forEach(use -> component.add(use.part(), use.file()));
    return component;
  }

  // The array form of tools, deprecated in 1.5 but still valid, is what Hermeto's readers know.
  private static void metadata(JsonGenerator json) {
    json.writeObjectPropertyStart("metadata");
    json.writeArrayPropertyStart("tools");
    json.writeStartObject();
    json.writeStringProperty("vendor", "hermetic");
    json.writeStringProperty("name", "hermetic");
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
