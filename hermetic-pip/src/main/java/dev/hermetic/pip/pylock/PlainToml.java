package dev.hermetic.pip.pylock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.MutableTomlArray;
import org.tomlj.MutableTomlTable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * Tables of tools as plain, immutable values: texts, {@link Long}, {@link Double}, {@link Boolean},
 * the dates and times of {@code java.time}, lists and maps; and back. The order of keys is kept.
 */
final class PlainToml {
  private PlainToml() {}

  static Map<String, Object> of(TomlTable table) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      Object value = table.get(List.of(key));
      if (value != null) {
        plain.put(key, plain(value));
      }
    }
    return Collections.unmodifiableMap(plain);
  }

  private static Object plain(Object value) {
    if (value instanceof TomlTable table) {
      return of(table);
    }
    if (value instanceof TomlArray array) {
      List<Object> plain = new ArrayList<>(array.size());
      array.toList().forEach(element -> plain.add(plain(element)));
      return List.copyOf(plain);
    }
    return value;
  }

  /** A table with a header of its own; the tables in it have headers as well. */
  static MutableTomlTable table(Map<String, Object> plain) {
    MutableTomlTable table = MutableTomlTable.create();
    plain.forEach((key, value) -> table.set(List.of(key), value(value, false)));
    return table;
  }

  /** A table on one line. */
  static MutableTomlTable inline(Map<String, Object> plain) {
    MutableTomlTable table = MutableTomlTable.createInline();
    plain.forEach((key, value) -> table.set(List.of(key), value(value, true)));
    return table;
  }

  private static Object value(Object plain, boolean inline) {
    if (plain instanceof Map<?, ?> map) {
      Map<String, Object> typed = new LinkedHashMap<>();
      map.forEach((key, value) -> typed.put(String.valueOf(key), value));
      return inline ? inline(typed) : table(typed);
    }
    if (plain instanceof List<?> list) {
      MutableTomlArray array = MutableTomlArray.createInline();
      list.forEach(element -> array.add(value(element, true)));
      return array;
    }
    return plain;
  }
}
