package dev.hermetic.core.internal.output;

import dev.hermetic.core.Digest;
import dev.hermetic.core.EnvVar;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes {@code .hermetic/manifest.json}: one line for each entry, sorted, without clock and
 * absolute paths, so that equal outputs have equal manifests. The format is described in {@code
 * docs/output.md}.
 */
public final class ManifestWriter {
  /** The version of the format. */
  static final int FORMAT = 1;

  private final Writer out;

  private ManifestWriter(Writer out) {
    this.out = out;
  }

  /** Writes a manifest and flushes; does not close. */
  public static void write(
      OutputStream target, Digest tree, List<Section> sections, List<FileEntry> files)
      throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    new ManifestWriter(out).document(tree, sections, files);
    out.flush();
  }

  private void document(Digest tree, List<Section> sections, List<FileEntry> files)
      throws IOException {
    out.write("{\n  \"format\": " + FORMAT + ",\n  \"tree_digest\": \"" + tree + "\",\n");
    out.write("  \"ecosystems\": [");
    String separator = "\n";
    for (Section section : sections) {
      out.write(separator);
      section(section);
      separator = ",\n";
    }
    out.write(sections.isEmpty() ? "],\n" : "\n  ],\n");
    array("  ", "files", files, ManifestWriter::file);
    out.write("\n}\n");
  }

  private void section(Section section) throws IOException {
    out.write("    {\n      \"ecosystem\": \"" + section.ecosystem() + "\",\n");
    array("      ", "inputs", section.inputs(), ManifestWriter::input);
    out.write(",\n");
    array("      ", "environment", section.environment(), ManifestWriter::variable);
    out.write(",\n");
    array("      ", "project_files", section.projectFiles(), ManifestWriter::projectFile);
    out.write(",\n");
    array("      ", "files", section.files(), ManifestWriter::file);
    out.write("\n    }");
  }

  private <T> void array(
      String indent, String name, Collection<T> items, Function<T, Map<String, Object>> fields)
      throws IOException {
    out.write(indent + "\"" + name + "\": [");
    for (Iterator<T> it = items.iterator(); it.hasNext(); ) {
      out.write("\n" + indent + "  ");
      out.write(Json.MAPPER.writeValueAsString(fields.apply(it.next())));
      out.write(it.hasNext() ? "," : "\n" + indent);
    }
    out.write("]");
  }

  private static Map<String, Object> input(Section.Input input) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", input.path());
    fields.put("options", new TreeMap<>(input.options()));
    fields.put("sources", new TreeMap<>(input.sources()));
    if (!input.packages().isEmpty()) {
      fields.put("packages", input.packages().stream().map(ManifestWriter::part).toList());
    }
    return fields;
  }

  private static Map<String, Object> variable(EnvVar variable) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", variable.name());
    fields.put("value", variable.value().text());
    return fields;
  }

  private static Map<String, Object> projectFile(Section.FileRef file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("root", file.root().name().toLowerCase(Locale.ROOT));
    fields.put("path", file.path().value());
    fields.put("template_sha256", file.sha256().hex());
    return fields;
  }

  private static Map<String, Object> file(FileEntry file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", file.path());
    fields.put("sha256", file.sha256().hex());
    fields.put("size", file.size());
    fields.put("kind", file.isArtifact() ? "artifact" : "generated");
    if (file.isArtifact()) {
      putUnlessEmpty(fields, "locator", file.origin().locator());
      putUnlessEmpty(fields, "pinned_at", file.origin().pinnedAt());
      putUnlessEmpty(fields, "evidence", file.origin().evidence());
      fields.put("packages", file.origin().packages().stream().map(ManifestWriter::part).toList());
    }
    return fields;
  }

  private static Map<String, Object> part(FileEntry.Part part) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("purl", part.purl());
    if (!part.properties().isEmpty()) {
      fields.put("properties", new TreeMap<>(part.properties()));
    }
    return fields;
  }

  private static void putUnlessEmpty(Map<String, Object> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
