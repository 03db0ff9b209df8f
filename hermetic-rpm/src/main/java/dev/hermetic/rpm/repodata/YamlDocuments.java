package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads a stream of YAML documents one after the other; aliases and deep nesting are refused. */
final class YamlDocuments {
  private static final int MAX_DEPTH = 24;
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .loadSettings(
              LoadSettings.builder().setCodePointLimit(RepodataLimits.MAX_MODULES).build())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(RepodataLimits.MAX_MODULES)
                  .build())
          .build();

  private final RelPath file;
  private final YAMLParser parser;

  private YamlDocuments(RelPath file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Hands every document that is a mapping to {@code consumer}.
   *
   * @throws LockfileException with code {@code rpm.repodata} when it is malformed
   * @throws IOException when reading fails
   */
  static void read(InputStream in, RelPath file, Consumer<YamlFields> consumer) throws IOException {
    // Not closed: the stream is the caller's.
    SourceInput source = new SourceInput(in);
    try {
      YAMLParser parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), source);
      new YamlDocuments(file, parser).documents(consumer);
    } catch (JacksonException malformed) {
      source.rethrow(malformed);
      int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
      throw fault(file, line, malformed, malformed.getOriginalMessage());
    } catch (YamlEngineException malformed) {
      source.rethrow(malformed);
      throw fault(file, 0, malformed, malformed.getMessage());
    }
  }

  private static LockfileException fault(
      RelPath file, int line, RuntimeException cause, @Nullable String reason) {
    String first = String.valueOf(reason).lines().findFirst().orElse("");
    return LockfileException.of(
        "rpm.repodata",
        new Location(file, Math.max(0, line)),
        "this is not YAML that can be read: " + Shown.text(first),
        cause);
  }

  private void documents(Consumer<YamlFields> consumer) {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (value(token) instanceof YamlFields document) {
        consumer.accept(document);
      }
    }
  }

  private Object value(@Nullable JsonToken token) {
    refuseAlias();
    if (token == JsonToken.START_OBJECT) {
      return mapping();
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence();
    }
    if (token == null || !token.isScalarValue()) {
      throw fault("a value is missing");
    }
    return token == JsonToken.VALUE_NULL ? "" : parser.getString();
  }

  private YamlFields mapping() {
    int line = line();
    Map<String, Object> fields = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      refuseAlias();
      String key = parser.currentName();
      if (key == null || fields.put(key, value(parser.nextToken())) != null) {
        throw fault("a key is missing or stands twice: " + Shown.text(String.valueOf(key)));
      }
    }
    return new YamlFields(file, line, fields);
  }

  private List<Object> sequence() {
    List<Object> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(value(token));
      token = parser.nextToken();
    }
    return items;
  }

  private void refuseAlias() {
    if (parser.isCurrentAlias()) {
      throw fault("an alias (*name) stands here");
    }
  }

  private int line() {
    return Math.max(0, parser.currentTokenLocation().getLineNr());
  }

  private LockfileException fault(String reason) {
    return LockfileException.of("rpm.repodata", new Location(file, line()), reason);
  }
}
