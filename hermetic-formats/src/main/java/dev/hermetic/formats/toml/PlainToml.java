package dev.hermetic.formats.toml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.MutableTomlArray;
import org.tomlj.MutableTomlTable;
import org.tomlj.TomlArray;

/** Values of the parser as plain, immutable ones, and back. The order of keys is kept. */
final class PlainToml {
  private PlainToml() {}

  static Map<String, Object> of(org.tomlj.TomlTable table) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      Object value = table.get(List.of(key));
      if (value != null) {
        plain.put(key, plain(value));
      }
    }
    return Collections.unmodifiableMap(plain);
  }

  static Object plain(Object value) {
    if (value instanceof org.tomlj.TomlTable table) {
      return of(table);
    }
    if (value instanceof TomlArray array) {
      List<Object> plain = new ArrayList<>(array.size());
      array.toList().forEach(element -> plain.add(plain(element)));
      return List.copyOf(plain);
    }
    return value;
  }

  /** A value of the parser; tables in arrays are always inline. */
  static Object value(Object plain, boolean inline) {
    if (plain instanceof TomlTableBuilder builder) {
      return builder.table();
    }
    if (plain instanceof Map<?, ?> map) {
      MutableTomlTable table = inline ? MutableTomlTable.createInline() : MutableTomlTable.create();
      map.forEach((key, value) -> table.set(List.of(String.valueOf(key)), value(value, inline)));
      return table;
    }
    if (plain instanceof List<?> list) {
      MutableTomlArray array = MutableTomlArray.createInline();
      list.forEach(element -> array.add(value(element, true)));
      return array;
    }
    return plain;
  }
}
