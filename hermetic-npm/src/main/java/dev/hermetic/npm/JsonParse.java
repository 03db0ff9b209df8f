package dev.hermetic.npm;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Parses hostile JSON text into {@link Json}: bounded, duplicate names refused, no recursion. */
final class JsonParse {
  /** Version 1 locks nest two levels for each nested {@code node_modules}. */
  private static final int MAX_DEPTH = 512;

  /** Ten times the largest locks known; each value costs some hundred bytes of memory. */
  private static final int MAX_VALUES = 2_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // A table of names would outgrow the lock that it is to save memory for.
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(400)
                  .maxNameLength(8_192)
                  .maxStringLength(8 * 1024 * 1024)
                  .build())
          .build();

  /** How deep the entries of a lock lie: below the file and its {@code packages}. */
  private static final int ENTRY_DEPTH = 2;

  private final RelPath file;
  private final String text;
  private final int offset;
  private final int lines;
  private final @Nullable FoldedObjects folded;
  private final Deque<Json> open = new ArrayDeque<>();
  private @Nullable Json root;
  private String name = "";
  private int nameStart;
  private int values;

  private JsonParse(RelPath file, String text) {
    this.file = file;
    this.text = text;
    this.offset = 0;
    this.lines = 0;
    this.folded = new FoldedObjects(file, text);
  }

  /** One object of a text that was parsed before. */
  private JsonParse(RelPath file, String text, Json object) {
    this.file = file;
    this.text = text.substring(object.start(), object.end());
    this.offset = object.start();
    this.lines = object.line() - 1;
    this.folded = null;
  }

  /**
   * Parses a text that is one JSON value.
   *
   * @throws LockfileException with code {@code npm.json}, {@code npm.json-duplicate} or {@code
   *     npm.conflict-markers}
   */
  static Json parse(RelPath file, String text) {
    return new JsonParse(file, text).run();
  }

  /** The members of an object, read again. */
  static Map<String, Json.Member> members(RelPath file, String text, Json object) {
    return new JsonParse(file, text, object).run().members();
  }

  private Json run() {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        take(token, parser);
      }
    } catch (JacksonException broken) {
      throw malformed(broken);
    }
    if (root == null) {
      throw LockfileException.of("npm.json", Location.of(file), "the file is empty");
    }
    return root;
  }

  private void take(JsonToken token, JsonParser parser) {
    TokenStreamLocation at = parser.currentTokenLocation();
    int start = offset + Math.toIntExact(at.getCharOffset());
    int line = lines + at.getLineNr();
    switch (token) {
      case START_OBJECT -> push(Json.container(Json.Kind.OBJECT, line, start));
      case START_ARRAY -> push(Json.container(Json.Kind.ARRAY, line, start));
      case END_OBJECT, END_ARRAY -> close(start + 1);
      case PROPERTY_NAME -> {
        name = parser.currentName();
        nameStart = start;
      }
      default -> attach(scalar(token, parser, line, start));
    }
  }

  private void close(int end) {
    Json closed = open.pop();
    closed.close(end);
    if (folded != null && closed.isObject() && open.size() == ENTRY_DEPTH) {
      closed.fold(folded);
    }
  }

  private Json scalar(JsonToken token, JsonParser parser, int line, int start) {
    Json.Kind kind =
        switch (token) {
          case VALUE_STRING -> Json.Kind.TEXT;
          case VALUE_TRUE -> Json.Kind.TRUE;
          case VALUE_FALSE -> Json.Kind.FALSE;
          case VALUE_NULL -> Json.Kind.NULL;
          default -> Json.Kind.NUMBER;
        };
    // Reading the value first makes the parser finish the token, so that its end is known.
    String value = parser.getString();
    int end = offset + Math.toIntExact(parser.currentLocation().getCharOffset());
    boolean literal = kind == Json.Kind.TEXT || kind == Json.Kind.NUMBER;
    return Json.scalar(kind, line, start, end, literal ? value : null);
  }

  private void push(Json container) {
    attach(container);
    open.push(container);
  }

  private void attach(Json value) {
    if (++values > MAX_VALUES) {
      throw LockfileException.of(
          "npm.json-size",
          new Location(file, value.line()),
          "the file holds more than " + MAX_VALUES + " JSON values",
          "check that it is the right file");
    }
    Json parent = open.peek();
    if (parent == null) {
      if (root != null) {
        throw LockfileException.of(
            "npm.json", new Location(file, value.line()), "more text follows the JSON value");
      }
      root = value;
      return;
    }
    boolean named = parent.isObject();
    String key = named ? name : Integer.toString(parent.members().size());
    if (!parent.add(key, new Json.Member(named ? nameStart : value.start(), value))) {
      throw LockfileException.of(
          "npm.json-duplicate",
          new Location(file, value.line()),
          "the name '" + Shown.text(key) + "' stands twice in one object",
          "keep one of them",
          "create the file again with npm install --package-lock-only");
    }
  }

  private LockfileException malformed(JacksonException broken) {
    TokenStreamLocation at = broken.getLocation();
    int line = at == null ? 0 : Math.max(0, at.getLineNr());
    if (isConflictMarker(line)) {
      return LockfileException.of(
          "npm.conflict-markers",
          new Location(file, line),
          "the file holds conflict markers of a merge",
          broken,
          "resolve the conflict, then run npm install --package-lock-only");
    }
    return LockfileException.of(
        "npm.json",
        new Location(file, line),
        "this is not JSON that can be read: " + Shown.text(broken.getOriginalMessage()),
        broken,
        "create the file again with npm install --package-lock-only");
  }

  private boolean isConflictMarker(int line) {
    String found = text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
    return found.startsWith("<<<<<<<")
        || found.startsWith("=======")
        || found.startsWith(">>>>>>>")
        || found.startsWith("|||||||");
  }
}
