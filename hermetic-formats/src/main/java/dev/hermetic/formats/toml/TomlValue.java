package dev.hermetic.formats.toml;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;

/**
 * A value that knows its name and line, so that each failure says where. What may be of several
 * types is asked with {@code as…}, what must be of one with {@code required…}. Immutable.
 */
public final class TomlValue {
  private final TomlSource source;
  private final String label;
  private final Location location;
  private final Object value;

  TomlValue(TomlSource source, String label, Location location, Object value) {
    this.source = source;
    this.label = label;
    this.location = location;
    this.value = value;
  }

  /** The line on which it stands. */
  public Location location() {
    return location;
  }

  /** The text; empty when it is of another type. */
  public Optional<String> asText() {
    return as(String.class);
  }

  /** The table; empty when it is of another type. */
  public Optional<TomlTable> asTable() {
    return as(org.tomlj.TomlTable.class).map(this::table);
  }

  /** The elements of the array, in their order; empty when it is of another type. */
  public Optional<List<TomlValue>> asElements() {
    return as(TomlArray.class).map(this::elements);
  }

  /** Whether it is the truth value {@code true}. */
  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  /**
   * The text.
   *
   * @throws LockfileException with the code of the reader when it is of another type
   */
  public String requiredText() {
    return required(String.class, "a text");
  }

  /**
   * The table.
   *
   * @throws LockfileException with the code of the reader when it is of another type
   */
  public TomlTable requiredTable() {
    return table(required(org.tomlj.TomlTable.class, "a table"));
  }

  /**
   * The elements of the array, in their order.
   *
   * @throws LockfileException with the code of the reader when it is of another type
   */
  public List<TomlValue> requiredElements() {
    return elements(required(TomlArray.class, "an array"));
  }

  /**
   * It and all that is in it as plain, immutable values: texts, {@link Long}, {@link Double},
   * {@link Boolean}, the dates and times of {@code java.time}, lists and maps in the order of the
   * file.
   */
  public Object plain() {
    return PlainToml.plain(value);
  }

  long requiredNumber() {
    return required(Long.class, "a whole number");
  }

  boolean requiredFlag() {
    return required(Boolean.class, "true or false");
  }

  Instant requiredTime() {
    return value instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : required(OffsetDateTime.class, "a date and time").toInstant();
  }

  private TomlTable table(org.tomlj.TomlTable table) {
    return new TomlTable(source, label, location, table);
  }

  private List<TomlValue> elements(TomlArray array) {
    List<TomlValue> elements = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      Location at = source.at(array.inputPositionOf(i), location);
      elements.add(new TomlValue(source, label + "[" + i + "]", at, array.get(i)));
    }
    return List.copyOf(elements);
  }

  private <T> Optional<T> as(Class<T> type) {
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  private <T> T required(Class<T> type, String kind) {
    return as(type).orElseThrow(() -> source.failure(location, label + " is not " + kind));
  }
}
