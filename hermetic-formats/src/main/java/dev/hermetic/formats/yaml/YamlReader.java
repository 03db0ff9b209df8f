package dev.hermetic.formats.yaml;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML documents into nodes with line numbers. Refuses what a lockfile never needs and an
 * attacker does: tags, merge keys, deep nesting, duplicate keys, a second document. Aliases stand
 * for the value that they name, since PyYAML writes a repeated object as one; what they expand to
 * is bounded in nodes and in depth, and no value can contain itself.
 */
public final class YamlReader {
  /** The largest file that is read, in bytes: about 100 000 artifacts. */
  public static final int MAX_BYTES = 32 << 20;

  /** The most nodes that a document with aliases expands to. */
  static final int MAX_EXPANDED = 1 << 20;

  private static final int MAX_DEPTH = 16;

  /** Of streams: what packagers note in modules for their own tools goes deeper than locks do. */
  private static final int MAX_STREAM_DEPTH = 24;

  private static final int MAX_STREAM = 64 << 20;

  // The library stops at 3 Mi code points unless told otherwise; a file of MAX_BYTES has no more
  // than MAX_BYTES of them, so the size of the file is the one limit that people meet.
  private static final YAMLFactory DOCUMENTS = factory(MAX_DEPTH, MAX_BYTES);
  private static final YAMLFactory STREAMS = factory(MAX_STREAM_DEPTH, MAX_STREAM);

  private final RelPath file;
  private final YAMLParser parser;
  private final int maxDepth;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int depth;
  private int deepest;
  private long nodes;

  /**
   * A value that aliases may stand for.
   *
   * @param nodes how many it expands to
   * @param height how many levels it has
   */
  private record Anchored(YamlNode node, long nodes, int height) {}

  private YamlReader(RelPath file, YAMLParser parser, int maxDepth) {
    this.file = file;
    this.parser = parser;
    this.maxDepth = maxDepth;
  }

  private static YAMLFactory factory(int depth, int characters) {
    return YAMLFactory.builder()
        .loadSettings(LoadSettings.builder().setCodePointLimit(characters).build())
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxStringLength(characters)
                .build())
        // Ours names both lines.
        .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /**
   * Reads a document.
   *
   * @throws LockfileException with code {@code lockfile.yaml} and the line of the fault
   */
  public static YamlNode read(RelPath file, String text) {
    try (YAMLParser parser = (YAMLParser) DOCUMENTS.createParser(ObjectReadContext.empty(), text)) {
      return new YamlReader(file, parser, MAX_DEPTH).document();
    } catch (JacksonException malformed) {
      TokenStreamLocation at = malformed.getLocation();
      throw fault(file, at == null ? 0 : Math.max(at.getLineNr(), 0), malformed);
    } catch (YamlEngineException malformed) {
      throw fault(file, 0, malformed);
    }
  }

  /**
   * Reads the documents of a stream, one after the other: only one of them is in memory. At most 64
   * Mi characters are read.
   *
   * @param in the documents; not closed
   * @throws LockfileException with code {@code lockfile.yaml} and the line of the fault; a failure
   *     of the stream itself is its cause
   */
  public static void readAll(RelPath file, InputStream in, Consumer<YamlNode> consumer) {
    try {
      YAMLParser parser = (YAMLParser) STREAMS.createParser(ObjectReadContext.empty(), in);
      YamlReader reader = new YamlReader(file, parser, MAX_STREAM_DEPTH);
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        consumer.accept(reader.value(token));
        // Anchors are those of one document.
        reader.anchors.clear();
        reader.nodes = 0;
      }
    } catch (JacksonException malformed) {
      TokenStreamLocation at = malformed.getLocation();
      throw fault(file, at == null ? 0 : Math.max(at.getLineNr(), 0), malformed);
    } catch (YamlEngineException malformed) {
      throw fault(file, 0, malformed);
    }
  }

  private YamlNode document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw fault(0, "the file is empty");
    }
    YamlNode root = value(first);
    if (parser.nextToken() != null) {
      throw fault(line(), "a second YAML document begins here");
    }
    return root;
  }

  private YamlNode value(@Nullable JsonToken token) {
    if (parser.isCurrentAlias()) {
      return expanded();
    }
    refuseTag();
    // The library tells no anchor of a scalar; PyYAML writes none.
    String anchor = token == null || token.isScalarValue() ? null : parser.getObjectId();
    int deepestBefore = deepest;
    long nodesBefore = nodes;
    deepest = ++depth;
    nodes++;
    YamlNode node = plainValue(token, line());
    if (anchor != null) {
      // Only now: an alias inside the value finds no such anchor, so nothing contains itself.
      anchors.put(anchor, new Anchored(node, nodes - nodesBefore, deepest - depth + 1));
    }
    depth--;
    deepest = Math.max(deepest, deepestBefore);
    return node;
  }

  private YamlNode expanded() {
    Anchored anchored = anchors.get(parser.getString());
    if (anchored == null) {
      throw fault(
          line(), "an alias (*name) names no list or mapping before it", "write the value out");
    }
    nodes += anchored.nodes();
    deepest = Math.max(deepest, depth + anchored.height());
    if (nodes > MAX_EXPANDED || deepest > maxDepth) {
      throw fault(line(), "an alias (*name) makes the file too large", "write the values out");
    }
    return anchored.node();
  }

  private YamlNode plainValue(@Nullable JsonToken token, int line) {
    if (token == JsonToken.START_OBJECT) {
      return mapping(line);
    }
    if (token == JsonToken.START_ARRAY) {
      return listing(line);
    }
    if (token == null || !token.isScalarValue()) {
      throw fault(line, "a value is missing");
    }
    return scalar(line, token);
  }

  private YamlNode.Scalar scalar(int line, JsonToken token) {
    String text = token == JsonToken.VALUE_NULL ? "" : parser.getString();
    boolean isText =
        switch (token) {
          case VALUE_STRING -> true;
          case VALUE_NULL -> false;
          // A number of YAML 1.2 that is text in YAML 1.1, where PyYAML writes it plain: 1e3.
          default -> PlainScalar.isText(text);
        };
    return new YamlNode.Scalar(line, text, isText);
  }

  private YamlNode listing(int line) {
    List<YamlNode> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(value(token));
      token = parser.nextToken();
    }
    return new YamlNode.Listing(line, List.copyOf(items));
  }

  private YamlNode mapping(int line) {
    LinkedHashMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      refuseTag();
      String key = parser.currentName();
      int keyLine = line();
      refuseKey(key, keyLine);
      YamlNode value = value(parser.nextToken());
      YamlNode.Entry earlier = entries.put(key, new YamlNode.Entry(keyLine, value));
      if (earlier != null) {
        throw fault(
            keyLine,
            "the key "
                + PrintableText.quoted(key)
                + " stands twice, first in line "
                + earlier.line());
      }
    }
    return new YamlNode.Mapping(line, entries);
  }

  private void refuseKey(String key, int line) {
    if (key.equals("<<")) {
      throw fault(line, "a merge key (<<) stands here", "write the values out");
    }
  }

  private void refuseTag() {
    if (parser.getTypeId() != null) {
      throw fault(line(), "a tag (!name) stands here", "remove the tag");
    }
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private LockfileException fault(int line, String reason, String... hints) {
    return LockfileException.of(
        "lockfile.yaml", new Location(file, Math.max(line, 0)), reason, hints);
  }

  private static LockfileException fault(RelPath file, int line, RuntimeException cause) {
    String reason =
        cause instanceof JacksonException jackson
            ? jackson.getOriginalMessage()
            : cause.getMessage();
    String first = reason == null ? "" : reason.lines().findFirst().orElse("");
    return LockfileException.of(
        "lockfile.yaml",
        new Location(file, line),
        "this is not YAML that can be read: " + PrintableText.quoted(first),
        cause);
  }
}
