package dev.hermetic.pip.index;

import dev.hermetic.core.SafeUri;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON form of a project's page (PEP 691, 700, 708, 714, 740, 792) as a stream. */
final class JsonPage {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNumberLength(40)
                  .maxNameLength(1024)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private final JsonParser json;
  private final PageDraft draft;

  private JsonPage(JsonParser json, PageDraft draft) {
    this.json = json;
    this.draft = draft;
  }

  static void read(byte[] content, PageDraft draft) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), content)) {
      new JsonPage(json, draft).read();
    } catch (JacksonException malformed) {
      throw draft.broken("is not valid JSON", malformed);
    }
  }

  /** Lists of files as members of one object. */
  static Map<String, List<PageEntry>> lists(byte[] content, PageDraft page) {
    Map<String, List<PageEntry>> lists = new TreeMap<>();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), content)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw page.broken("is not a JSON object");
      }
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        json.nextToken();
        PageDraft list = page.empty();
        new JsonPage(json, list).files();
        lists.put(key, list.page().entries());
      }
    }
    return lists;
  }

  private void read() {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw draft.broken("is not a JSON object");
    }
    boolean files = false;
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      switch (key) {
        case "meta" -> meta();
        case "project-status" -> projectStatus();
        case "files" -> {
          files = true;
          files();
        }
        default -> json.skipChildren();
      }
    }
    if (!files) {
      throw draft.broken("has no list of files");
    }
  }

  private void meta() {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw draft.broken("has no usable 'meta'");
    }
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      if (key.equals("api-version")) {
        draft.apiVersion(String.valueOf(text()));
      } else if (key.equals("tracks") && json.currentToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          String location = text();
          if (location != null) {
            draft.track(location);
          }
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void projectStatus() {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      String value = text();
      if (key.equals("status") && value != null) {
        draft.status(value);
      }
    }
  }

  private void files() {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw draft.broken("has no list of files");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw draft.broken("lists something that is not a file");
      }
      draft.add(entry().page(draft.uri()));
    }
  }

  private Entry entry() {
    Entry entry = new Entry();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      switch (key) {
        case "filename" -> entry.filename = orEmpty(text());
        case "url" -> entry.url = orEmpty(text());
        case "hashes" -> entry.hashes = hashes();
        case "requires-python" -> entry.requiresPython = orEmpty(text());
        case "yanked" -> entry.yanked = flagOrText();
        case "size" -> entry.size = number();
        case "upload-time" -> entry.uploadTime = text();
        case "provenance" -> entry.provenance = text();
        case "core-metadata" -> entry.coreMetadata = metadata();
        case "dist-info-metadata" -> entry.distInfoMetadata = metadata();
        default -> json.skipChildren();
      }
    }
    return entry;
  }

  /** The value when it is text; anything else is passed over. */
  private @Nullable String text() {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    json.skipChildren();
    return null;
  }

  private long number() {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.isExpectedNumberIntToken()) {
      return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : json.getLongValue();
    }
    json.skipChildren();
    return -1;
  }

  private @Nullable String flagOrText() {
    return json.currentToken() == JsonToken.VALUE_TRUE ? "" : text();
  }

  private Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return hashes;
    }
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      String value = text();
      if (value != null) {
        hashes.put(key, value);
      }
    }
    return hashes;
  }

  private @Nullable Map<String, String> metadata() {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> Map.of();
      case START_OBJECT -> hashes();
      default -> {
        json.skipChildren();
        yield null;
      }
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** One entry of the list of files, as it stands there. */
  private static final class Entry {
    private String filename = "";
    private String url = "";
    private Map<String, String> hashes = Map.of();
    private String requiresPython = "";
    private @Nullable String yanked;
    private long size = -1;
    private @Nullable String uploadTime;
    private @Nullable String provenance;
    private @Nullable Map<String, String> coreMetadata;
    private @Nullable Map<String, String> distInfoMetadata;

    PageEntry page(SafeUri base) {
      Map<String, String> metadata = coreMetadata == null ? distInfoMetadata : coreMetadata;
      return new PageEntry(
          base,
          url,
          new PageEntry.Text(
              filename,
              hashes,
              requiresPython.strip(),
              yanked,
              size,
              uploadTime,
              provenance,
              metadata));
    }
  }
}
