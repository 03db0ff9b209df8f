package dev.hermetic.formats.json;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** One text on its way to a {@link JsonNode}. */
final class JsonParsing {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // A table of names would outgrow the lock that it is to save memory for.
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonReader.MAX_DEPTH)
                  .maxNumberLength(400)
                  .maxNameLength(8_192)
                  .maxStringLength(8 * 1024 * 1024)
                  .build())
          .build();

  private final JsonReader reader;
  private final RelPath file;
  private final String text;
  private final int offset;
  private final int lines;
  private final @Nullable FoldedObjects folded;
  private final Deque<JsonNode> open = new ArrayDeque<>();
  private @Nullable JsonNode root;
  private String name = "";
  private int nameStart;
  private int values;

  JsonParsing(JsonReader reader, RelPath file, String text, FoldedObjects folded) {
    this.reader = reader;
    this.file = file;
    this.text = text;
    this.offset = 0;
    this.lines = 0;
    this.folded = folded;
  }

  /** One object of a text that was parsed before. */
  JsonParsing(JsonReader reader, RelPath file, String text, JsonNode object) {
    this.reader = reader;
    this.file = file;
    this.text = text.substring(object.start(), object.end());
    this.offset = object.start();
    this.lines = object.line() - 1;
    this.folded = null;
  }

  JsonNode run() {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        take(token, parser);
      }
    } catch (JacksonException broken) {
      throw malformed(broken);
    }
    if (root == null) {
      throw reader.empty(file);
    }
    return root;
  }

  private void take(JsonToken token, JsonParser parser) {
    TokenStreamLocation at = parser.currentTokenLocation();
    int start = offset + Math.toIntExact(at.getCharOffset());
    int line = lines + at.getLineNr();
    switch (token) {
      case START_OBJECT -> push(JsonNode.container(JsonNode.Kind.OBJECT, line, start));
      case START_ARRAY -> push(JsonNode.container(JsonNode.Kind.ARRAY, line, start));
      case END_OBJECT, END_ARRAY -> close(start + 1);
      case PROPERTY_NAME -> {
        name = parser.currentName();
        nameStart = start;
      }
      default -> attach(scalar(token, parser, line, start));
    }
  }

  private void close(int end) {
    JsonNode closed = open.pop();
    closed.close(end);
    if (folded != null && closed.isObject() && reader.folds(open.size())) {
      closed.fold(folded);
    }
  }

  private JsonNode scalar(JsonToken token, JsonParser parser, int line, int start) {
    JsonNode.Kind kind =
        switch (token) {
          case VALUE_STRING -> JsonNode.Kind.TEXT;
          case VALUE_TRUE -> JsonNode.Kind.TRUE;
          case VALUE_FALSE -> JsonNode.Kind.FALSE;
          case VALUE_NULL -> JsonNode.Kind.NULL;
          default -> JsonNode.Kind.NUMBER;
        };
    // Reading the value first makes the parser finish the token, so that its end is known.
    String value = parser.getString();
    int end = offset + Math.toIntExact(parser.currentLocation().getCharOffset());
    boolean literal = kind == JsonNode.Kind.TEXT || kind == JsonNode.Kind.NUMBER;
    return JsonNode.scalar(kind, line, start, end, literal ? value : null);
  }

  private void push(JsonNode container) {
    attach(container);
    open.push(container);
  }

  private void attach(JsonNode value) {
    if (++values > JsonReader.MAX_VALUES) {
      throw reader.tooLarge(at(value));
    }
    JsonNode parent = open.peek();
    if (parent == null) {
      if (root != null) {
        throw reader.trailing(at(value));
      }
      root = value;
      return;
    }
    boolean named = parent.isObject();
    String key = named ? name : Integer.toString(parent.members().size());
    if (!parent.add(key, new JsonNode.Member(named ? nameStart : value.start(), value))) {
      throw reader.duplicate(at(value), key);
    }
  }

  private Location at(JsonNode value) {
    return new Location(file, value.line());
  }

  private LockfileException malformed(JacksonException broken) {
    TokenStreamLocation at = broken.getLocation();
    int line = at == null ? 0 : Math.max(0, at.getLineNr());
    Location where = new Location(file, line);
    return isConflictMarker(line)
        ? reader.conflict(where, broken)
        : reader.malformed(where, String.valueOf(broken.getOriginalMessage()), broken);
  }

  private boolean isConflictMarker(int line) {
    String found = text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
    return found.startsWith("<<<<<<<")
        || found.startsWith("=======")
        || found.startsWith(">>>>>>>")
        || found.startsWith("|||||||");
  }
}
