package dev.hermetic.formats.toml;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A table that knows its name and line, read with typed getters whose failures say where. A getter
 * of a value that may be absent is empty when it is, and fails when it is of another type; all
 * failures are {@link LockfileException}s with the code of the {@link TomlReader}. Immutable.
 */
public final class TomlTable {
  /** What TOML wants no quotes for; what is longer is cut in messages. */
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private final TomlSource source;
  private final String label;
  private final Location location;
  private final org.tomlj.TomlTable table;

  TomlTable(TomlSource source, String label, Location location, org.tomlj.TomlTable table) {
    this.source = source;
    this.label = label;
    this.location = location;
    this.table = table;
  }

  static TomlTable root(TomlSource source, org.tomlj.TomlTable table) {
    return new TomlTable(source, "", Location.of(source.file()), table);
  }

  /** The same table with another name in messages. */
  public TomlTable named(String name) {
    return new TomlTable(source, name, location, table);
  }

  /** Where it begins; the root of a file stands for the whole of it. */
  public Location location() {
    return location;
  }

  /** Where a key stands; where the table begins when it has no such key. */
  public Location at(String key) {
    return source.at(table.inputPositionOf(List.of(key)), location);
  }

  /** The name of the table in messages, and behind it what of the table is meant. */
  public String label(String part) {
    return label.isEmpty() ? part : label + " " + part;
  }

  /** The keys in the order of the file. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(table.keySet());
  }

  /** The keys that are none of these, sorted. */
  public Set<String> keysBesides(Set<String> known) {
    Set<String> others = new TreeSet<>(table.keySet());
    others.removeAll(known);
    return others;
  }

  /** Whether the key is there, whatever its value. */
  public boolean has(String key) {
    return table.contains(List.of(key));
  }

  /** The value of a key, whatever its type. */
  public Optional<TomlValue> value(String key) {
    Object value = table.get(List.of(key));
    return value == null
        ? Optional.empty()
        : Optional.of(new TomlValue(source, label(shown(key)), at(key), value));
  }

  /** A text. */
  public Optional<String> text(String key) {
    return value(key).map(TomlValue::requiredText);
  }

  /** A text that must be there. */
  public String requiredText(String key) {
    return required(key, text(key));
  }

  /** A whole number. */
  public Optional<Long> number(String key) {
    return value(key).map(TomlValue::requiredNumber);
  }

  /** A truth value. */
  public Optional<Boolean> flag(String key) {
    return value(key).map(TomlValue::requiredFlag);
  }

  /** A date and time; one without an offset is UTC. */
  public Optional<Instant> time(String key) {
    return value(key).map(TomlValue::requiredTime);
  }

  /**
   * A text turned into something else; what the parser refuses is told with file and line.
   *
   * @throws LockfileException with the code of the parser's {@link InputException}, too
   */
  public <T> Optional<ParsedText<T>> parsed(String key, Function<String, T> parser) {
    return text(key).map(raw -> parse(key, raw, parser));
  }

  /**
   * A text that must be there turned into something else.
   *
   * @throws LockfileException as {@link #parsed}
   */
  public <T> ParsedText<T> requiredParsed(String key, Function<String, T> parser) {
    return required(key, parsed(key, parser));
  }

  /** The texts of an array. */
  public Optional<List<String>> texts(String key) {
    return elements(key).map(found -> found.stream().map(TomlValue::requiredText).toList());
  }

  /**
   * The texts of an array turned into something else.
   *
   * @throws LockfileException as {@link #parsed}
   */
  public <T> Optional<List<ParsedText<T>>> allParsed(String key, Function<String, T> parser) {
    return texts(key).map(raws -> raws.stream().map(raw -> parse(key, raw, parser)).toList());
  }

  /** A table. */
  public Optional<TomlTable> table(String key) {
    return value(key).map(TomlValue::requiredTable);
  }

  /** A table that must be there. */
  public TomlTable requiredTable(String key) {
    return required(key, table(key));
  }

  /** The elements of an array, of whatever types. */
  public Optional<List<TomlValue>> elements(String key) {
    return value(key).map(TomlValue::requiredElements);
  }

  /** The tables of an array, each with the line on which it begins. */
  public Optional<List<TomlTable>> tables(String key) {
    return elements(key).map(found -> found.stream().map(TomlValue::requiredTable).toList());
  }

  /** The tables of an array that must be there. */
  public List<TomlTable> requiredTables(String key) {
    return required(key, tables(key));
  }

  /** All values by key, sorted; all must be texts. */
  public Map<String, String> allTexts() {
    Map<String, String> texts = new TreeMap<>();
    table.keySet().forEach(key -> texts.put(key, requiredText(key)));
    return texts;
  }

  /** The whole table as plain, immutable values, see {@link TomlValue#plain}. */
  public Map<String, Object> plain() {
    return PlainToml.of(table);
  }

  private <T> ParsedText<T> parse(String key, String raw, Function<String, T> parser) {
    try {
      return new ParsedText<>(raw, parser.apply(raw));
    } catch (InputException malformed) {
      throw LockfileException.of(
          malformed.code(),
          at(key),
          label(shown(key)) + ": " + malformed.getMessage(),
          malformed,
          malformed.hints().toArray(String[]::new));
    }
  }

  private <T> T required(String key, Optional<T> value) {
    return value.orElseThrow(() -> source.failure(location, label(shown(key)) + " is missing"));
  }

  private static String shown(String key) {
    return BARE_KEY.matcher(key).matches() ? key : PrintableText.quoted(key);
  }
}
