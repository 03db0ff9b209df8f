package dev.hermetic.core.internal.sbom;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Purl;
import dev.hermetic.core.internal.manifest.FileEntry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A package of the bill of materials, merged from all files of that package URL. A property that
 * says where a package is <em>only</em> needed holds when all uses say so; places are united; of
 * other properties the first value counts.
 */
final class Component {
  private static final String OURS = "hermetic:";
  private static final String HERMETOS = "hermeto:";

  private final Purl purl;
  private final SortedMap<String, SortedSet<String>> properties = new TreeMap<>();
  private @Nullable Digest sha256;
  private boolean sameBytes = true;
  private String locator = "";
  private int uses;

  Component(Purl purl) {
    this.purl = purl;
  }

  /** Adds a use; those that have a file come first. */
  void add(FileEntry.Part part, Optional<FileEntry> file) {
    if (uses == 0) {
      part.properties().forEach((name, value) -> set(name).add(value));
      sha256 = file.map(FileEntry::sha256).orElse(null);
      locator = file.map(f -> f.origin().locator()).orElse("");
    } else {
      properties
          .keySet()
          .removeIf(name -> isRestriction(name) && !part.properties().containsKey(name));
      part.properties().forEach(this::merge);
      sameBytes &= file.isEmpty() || file.get().sha256().equals(sha256);
    }
    uses++;
  }

  private void merge(String name, String value) {
    boolean absentSoFar = !properties.containsKey(name);
    if (name.endsWith(":in_file") || absentSoFar && !isRestriction(name)) {
      set(name).add(value);
    }
  }

  private SortedSet<String> set(String name) {
    return properties.computeIfAbsent(name, key -> new TreeSet<>(FileEntry::compareUtf8));
  }

  /** "For development only" is true of a package when it is true of all its uses. */
  private static boolean isRestriction(String name) {
    return name.endsWith(":development")
        || name.endsWith(":bundled")
        || name.endsWith(":build-dependency");
  }

  void write(JsonGenerator json, boolean hermetoNames) {
    json.writeStartObject();
    json.writeStringProperty("type", purl.type().equals("generic") ? "file" : "library");
    json.writeStringProperty("bom-ref", purl.toString());
    json.writeStringProperty("name", purl.fullName());
    purl.version().ifPresent(version -> json.writeStringProperty("version", version));
    hashes(json);
    json.writeStringProperty("purl", purl.toString());
    references(json);
    set("hermetic:found_by").add("hermetic");
    if (hermetoNames) {
      addHermetoNames();
    }
    properties(json);
    json.writeEndObject();
  }

  /** Policies look for these names, and for exactly this value; the tool is told in metadata. */
  private void addHermetoNames() {
    SortedMap<String, SortedSet<String>> ours = new TreeMap<>(properties);
    for (Map.Entry<String, SortedSet<String>> property : ours.entrySet()) {
      if (property.getKey().startsWith(OURS)) {
        set(HERMETOS + property.getKey().substring(OURS.length())).addAll(property.getValue());
      }
    }
    properties.put(HERMETOS + "found_by", new TreeSet<>(Set.of("hermeto")));
  }

  // A package of several files has no digest of its own in CycloneDX.
  private void hashes(JsonGenerator json) {
    if (sha256 != null && sameBytes) {
      json.writeArrayPropertyStart("hashes");
      json.writeStartObject();
      json.writeStringProperty("alg", "SHA-256");
      json.writeStringProperty("content", sha256.hex());
      json.writeEndObject();
      json.writeEndArray();
    }
  }

  private void references(JsonGenerator json) {
    if (!locator.isEmpty()) {
      json.writeArrayPropertyStart("externalReferences");
      json.writeStartObject();
      json.writeStringProperty("type", "distribution");
      json.writeStringProperty("url", locator);
      json.writeEndObject();
      json.writeEndArray();
    }
  }

  private void properties(JsonGenerator json) {
    json.writeArrayPropertyStart("properties");
    for (Map.Entry<String, SortedSet<String>> property : properties.entrySet()) {
      for (String value : property.getValue()) {
        json.writeStartObject();
        json.writeStringProperty("name", property.getKey());
        json.writeStringProperty("value", value);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
