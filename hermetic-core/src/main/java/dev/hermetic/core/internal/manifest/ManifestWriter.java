package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.Digest;
import dev.hermetic.core.EnvVar;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes {@code .hermetic/manifest.json}: one line for each entry, sorted, without clock and
 * absolute paths, so that equal outputs have equal manifests. The format is described in {@code
 * docs/output.md}.
 */
public final class ManifestWriter {
  /** The version of the format. */
  static final int FORMAT = 1;

  private final JsonGenerator json;

  private ManifestWriter(JsonGenerator json) {
    this.json = json;
  }

  /** Writes a manifest and flushes; does not close. */
  public static void write(
      OutputStream target, Digest tree, List<Section> sections, List<FileEntry> files) {
    Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    // The form of lines is ours: all space is written raw.
    JsonGenerator json = Json.compact(out);
    new ManifestWriter(json).document(tree, sections, files);
    json.flush();
  }

  private void document(Digest tree, List<Section> sections, List<FileEntry> files) {
    json.writeRaw("{\n  \"format\": " + FORMAT + ",\n  \"tree_digest\": \"" + tree + "\",\n");
    json.writeRaw("  \"ecosystems\": [");
    String separator = "\n";
    for (Section section : sections) {
      json.writeRaw(separator);
      section(section);
      separator = ",\n";
    }
    json.writeRaw(sections.isEmpty() ? "],\n" : "\n  ],\n");
    array("  ", "files", files, this::file);
    json.writeRaw("\n}\n");
  }

  private void section(Section section) {
    json.writeRaw("    {\n      \"ecosystem\": \"" + section.ecosystem() + "\",\n");
    array("      ", "inputs", section.inputs(), this::input);
    json.writeRaw(",\n");
    array("      ", "environment", section.environment(), this::variable);
    json.writeRaw(",\n");
    array("      ", "project_files", section.projectFiles(), this::projectFile);
    json.writeRaw(",\n");
    array("      ", "files", section.files(), this::file);
    json.writeRaw("\n    }");
  }

  private <T> void array(String indent, String name, Collection<T> items, Consumer<T> item) {
    json.writeRaw(indent + "\"" + name + "\": [");
    for (Iterator<T> it = items.iterator(); it.hasNext(); ) {
      json.writeRaw("\n" + indent + "  ");
      item.accept(it.next());
      json.writeRaw(it.hasNext() ? "," : "\n" + indent);
    }
    json.writeRaw("]");
  }

  private void input(Section.Input input) {
    json.writeStartObject();
    json.writeStringProperty("path", input.path());
    json.writeName("options");
    options(input.options());
    texts("sources", input.sources());
    if (!input.packages().isEmpty()) {
      packages(input.packages());
    }
    json.writeEndObject();
  }

  private void options(Map<String, Object> options) {
    if (options.isEmpty()) {
      json.writeStartObject();
      json.writeEndObject();
    } else {
      json.writeRawValue(Json.mapper().writeValueAsString(new TreeMap<>(options)));
    }
  }

  private void variable(EnvVar variable) {
    json.writeStartObject();
    json.writeStringProperty("name", variable.name());
    json.writeStringProperty("value", variable.value().text());
    json.writeEndObject();
  }

  private void projectFile(Section.FileRef file) {
    json.writeStartObject();
    json.writeStringProperty("root", file.root().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("path", file.path().value());
    json.writeStringProperty("template_sha256", file.sha256().hex());
    json.writeEndObject();
  }

  private void file(FileEntry file) {
    json.writeStartObject();
    json.writeStringProperty("path", file.path());
    json.writeStringProperty("sha256", file.sha256().hex());
    json.writeNumberProperty("size", file.size());
    json.writeStringProperty("kind", file.isArtifact() ? "artifact" : "generated");
    if (file.isArtifact()) {
      unlessEmpty("locator", file.origin().locator());
      unlessEmpty("pinned_at", file.origin().pinnedAt());
      unlessEmpty("evidence", file.origin().evidence());
      packages(file.origin().packages());
    }
    json.writeEndObject();
  }

  private void packages(List<FileEntry.Part> parts) {
    json.writeArrayPropertyStart("packages");
    for (FileEntry.Part part : parts) {
      json.writeStartObject();
      json.writeStringProperty("purl", part.purl());
      if (!part.properties().isEmpty()) {
        texts("properties", part.properties());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** An object of texts, sorted by name. */
  private void texts(String name, Map<String, String> texts) {
    json.writeObjectPropertyStart(name);
    new TreeMap<>(texts).forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private void unlessEmpty(String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }
}
