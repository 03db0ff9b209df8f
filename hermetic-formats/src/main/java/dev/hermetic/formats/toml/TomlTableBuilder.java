package dev.hermetic.formats.toml;

import java.util.List;
import java.util.Map;
import org.tomlj.MutableTomlArray;
import org.tomlj.MutableTomlTable;
import org.tomlj.TomlVersion;
import org.tomlj.TomlWriteOptions;

/**
 * Builds a table to be written as TOML 1.0, in the order in which keys are put: with a header of
 * its own, or inline. Equal calls give equal bytes. Not thread-safe.
 */
public final class TomlTableBuilder {
  private final MutableTomlTable table;
  private final boolean inline;

  private TomlTableBuilder(MutableTomlTable table, boolean inline) {
    this.table = table;
    this.inline = inline;
  }

  /** An empty table with a header, or a whole document. */
  public static TomlTableBuilder headed() {
    return new TomlTableBuilder(MutableTomlTable.create(), false);
  }

  /** An empty table on one line. */
  public static TomlTableBuilder inline() {
    return new TomlTableBuilder(MutableTomlTable.createInline(), true);
  }

  /** A table with a header and these plain values, see {@link TomlValue#plain}. */
  public static TomlTableBuilder headed(Map<String, ?> plain) {
    TomlTableBuilder builder = headed();
    plain.forEach(builder::put);
    return builder;
  }

  /**
   * Puts a value behind the others; a key that is there already keeps its place.
   *
   * @param key a single key: dots in it are part of it
   * @param value a plain value as of {@link TomlValue#plain}, or a builder; lists are inline, maps
   *     as this table is
   * @throws IllegalArgumentException when TOML has no such values
   */
  public TomlTableBuilder put(String key, Object value) {
    table.set(List.of(key), PlainToml.value(value, inline));
    return this;
  }

  /** Puts an array of tables with headers; an empty one is inline, as there is no other. */
  public TomlTableBuilder putHeaded(String key, List<TomlTableBuilder> tables) {
    MutableTomlArray array =
        tables.isEmpty() ? MutableTomlArray.createInline() : MutableTomlArray.create();
    tables.forEach(element -> array.add(element.table));
    table.set(List.of(key), array);
    return this;
  }

  /**
   * The document, with line feeds.
   *
   * @param lineWidth arrays that do not fit into so many characters have a line for each element
   */
  public String toToml(int lineWidth) {
    return table.toToml(
        TomlWriteOptions.defaults()
            .withVersion(TomlVersion.V1_0_0)
            .withLineSeparator("\n")
            .withMaxLineWidth(lineWidth));
  }

  MutableTomlTable table() {
    return table;
  }
}
