package dev.hermetic.pip.pylock;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table of a lock that knows its way and line, so that each failure says where. */
final class TomlNode {
  private final RelPath file;
  private final String label;
  private final int line;
  private final TomlTable table;

  private TomlNode(RelPath file, String label, int line, TomlTable table) {
    this.file = file;
    this.label = label;
    this.line = line;
    this.table = table;
  }

  static TomlNode root(RelPath file, TomlTable table) {
    return new TomlNode(file, "", 0, table);
  }

  /** The same table with another name in messages. */
  TomlNode named(String name) {
    return new TomlNode(file, name, line, table);
  }

  Location location() {
    return new Location(file, line);
  }

  /** The line of a key, or of the table where it has no such key. */
  Location at(String key) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return position == null ? location() : new Location(file, position.line());
  }

  String label(String key) {
    return label.isEmpty() ? key : label + " " + key;
  }

  /** The keys that are none of the known ones, sorted. */
  Set<String> unknown(Set<String> known) {
    Set<String> unknown = new TreeSet<>(table.keySet());
    unknown.removeAll(known);
    return unknown;
  }

  Optional<String> text(String key) {
    return value(key, String.class, "a text");
  }

  String requiredText(String key) {
    return required(key, text(key));
  }

  Optional<Long> number(String key) {
    return value(key, Long.class, "a whole number");
  }

  Optional<Boolean> flag(String key) {
    return value(key, Boolean.class, "true or false");
  }

  /** A date and time; one without an offset is UTC, which the specification demands anyway. */
  Optional<Instant> time(String key) {
    Object value = table.get(List.of(key));
    if (value instanceof LocalDateTime local) {
      return Optional.of(local.toInstant(ZoneOffset.UTC));
    }
    return value(key, OffsetDateTime.class, "a date and time").map(OffsetDateTime::toInstant);
  }

  /** A text turned into something else; what the parser refuses is told with file and line. */
  <T> Optional<Written<T>> parsed(String key, Function<String, T> parser) {
    return text(key).map(raw -> new Written<>(raw, parse(at(key), label(key), raw, parser)));
  }

  <T> Written<T> requiredParsed(String key, Function<String, T> parser) {
    return required(key, parsed(key, parser));
  }

  Optional<List<String>> texts(String key) {
    return array(key).map(array -> elements(array, key, String.class, "a text"));
  }

  /** The texts of an array turned into something else. */
  <T> Optional<List<Written<T>>> allParsed(String key, Function<String, T> parser) {
    return texts(key)
        .map(
            texts ->
                texts.stream()
                    .map(raw -> new Written<>(raw, parse(at(key), label(key), raw, parser)))
                    .toList());
  }

  private static <T> T parse(Location at, String label, String raw, Function<String, T> parser) {
    try {
      return parser.apply(raw);
    } catch (InputException malformed) {
      throw LockfileException.of(
          malformed.code(), at, label + ": " + malformed.getMessage(), malformed, hints(malformed));
    }
  }

  private static String[] hints(HermeticException failure) {
    return failure.hints().toArray(new String[0]);
  }

  Optional<TomlNode> table(String key) {
    return value(key, TomlTable.class, "a table")
        .map(found -> new TomlNode(file, label(key), at(key).line(), found));
  }

  TomlNode requiredTable(String key) {
    return required(key, table(key));
  }

  /** The tables of an array, each with the line on which it begins. */
  Optional<List<TomlNode>> tables(String key) {
    return array(key)
        .map(
            array -> {
              List<TomlTable> tables = elements(array, key, TomlTable.class, "a table");
              List<TomlNode> nodes = new ArrayList<>(tables.size());
              for (int i = 0; i < tables.size(); i++) {
                int start = array.inputPositionOf(i).line();
                nodes.add(new TomlNode(file, label(key) + "[" + i + "]", start, tables.get(i)));
              }
              return List.copyOf(nodes);
            });
  }

  List<TomlNode> requiredTables(String key) {
    return required(key, tables(key));
  }

  /** The whole table as plain values. */
  Map<String, Object> plain() {
    return PlainToml.of(table);
  }

  /** The texts of the table by key. */
  Map<String, String> allTexts() {
    Map<String, String> texts = new java.util.TreeMap<>();
    table.keySet().forEach(key -> texts.put(key, requiredText(key)));
    return texts;
  }

  private Optional<TomlArray> array(String key) {
    return value(key, TomlArray.class, "an array");
  }

  private <T> List<T> elements(TomlArray array, String key, Class<T> type, String kind) {
    List<T> elements = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      Object element = array.get(i);
      if (!type.isInstance(element)) {
        throw failure(
            new Location(file, array.inputPositionOf(i).line()),
            label(key) + "[" + i + "] is not " + kind);
      }
      elements.add(type.cast(element));
    }
    return elements;
  }

  private <T> Optional<T> value(String key, Class<T> type, String kind) {
    Object value = table.get(List.of(key));
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw failure(at(key), label(key) + " is not " + kind);
    }
    return Optional.of(type.cast(value));
  }

  private <T> T required(String key, Optional<T> value) {
    return value.orElseThrow(() -> failure(location(), label(key) + " is missing"));
  }

  private static LockfileException failure(Location at, String message) {
    return LockfileException.of("pip.pylock", at, message, "lock the project again");
  }
}
