package dev.hermetic.pip.index;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Files under keys, as JSON, each list of them as a page of an index has it (PEP 691): what is left
 * of pages when everything is dropped that a lock does not list.
 */
public final class FilesRecord {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  /** Stands where an address would; those of the files are absolute. */
  private static final PageDraft NOWHERE =
      new PageDraft(PackageName.of("record"), SafeUri.parse("https://record.invalid/"));

  private FilesRecord() {}

  /** The record of some files. */
  public static byte[] write(SortedMap<String, List<IndexFile>> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      files.forEach(
          (key, list) -> {
            json.writeArrayPropertyStart(key);
            list.forEach(file -> write(json, file));
            json.writeEndArray();
          });
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, IndexFile file) {
    json.writeStartObject();
    json.writeStringProperty("filename", file.filename());
    json.writeStringProperty("url", file.url().uri().toString());
    hashes(json, "hashes", file.digests());
    file.requiresPython().ifPresent(v -> json.writeStringProperty("requires-python", v));
    file.yanked().ifPresent(reason -> json.writeStringProperty("yanked", reason));
    file.size().ifPresent(size -> json.writeNumberProperty("size", size));
    file.uploadTime().ifPresent(t -> json.writeStringProperty("upload-time", t.toString()));
    file.coreMetadata().ifPresent(digests -> hashes(json, "core-metadata", digests));
    json.writeEndObject();
  }

  private static void hashes(JsonGenerator json, String name, ExpectedDigests digests) {
    json.writeObjectPropertyStart(name);
    for (Digest digest : digests.all()) {
      json.writeStringProperty(digest.algorithm().id(), digest.hex());
    }
    json.writeEndObject();
  }

  /** What a record holds; nothing when it is damaged. */
  public static Map<String, List<PageEntry>> read(byte[] record) {
    try {
      return new TreeMap<>(JsonPage.lists(record, NOWHERE));
    } catch (JacksonException | dev.hermetic.core.FetchException damaged) {
      return Map.of();
    }
  }
}
