package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mapping of a YAML document; scalars are the text they are written as. */
final class YamlFields {
  private final RelPath file;
  private final int line;
  private final Map<String, Object> fields;

  YamlFields(RelPath file, int line, Map<String, Object> fields) {
    this.file = file;
    this.line = line;
    this.fields = fields;
  }

  Set<String> names() {
    return fields.keySet();
  }

  /** The text at a key, empty when there is none. */
  String text(String key) {
    Object value = fields.get(key);
    if (value == null || value instanceof String) {
      return value == null ? "" : (String) value;
    }
    throw fault(key, "no text");
  }

  /** The text at a key that must be there. */
  String needed(String key) {
    String text = text(key);
    if (text.isEmpty()) {
      throw fault(key, "missing");
    }
    return text;
  }

  /** The number without a sign at a key, 0 when there is none. */
  long number(String key) {
    String text = text(key);
    try {
      return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
    } catch (NumberFormatException malformed) {
      throw fault(key, "no number");
    }
  }

  /** The mapping at a key, an empty one when there is none. */
  YamlFields fields(String key) {
    Object value = fields.get(key);
    if (isNothing(value)) {
      return new YamlFields(file, line, Map.of());
    }
    if (value instanceof YamlFields nested) {
      return nested;
    }
    throw fault(key, "no mapping");
  }

  /** The mappings in the list at a key. */
  List<YamlFields> items(String key) {
    List<YamlFields> items = new ArrayList<>();
    for (Object item : sequence(key)) {
      if (!(item instanceof YamlFields nested)) {
        throw fault(key, "not a list of mappings");
      }
      items.add(nested);
    }
    return items;
  }

  /** The texts in the list at a key. */
  List<String> list(String key) {
    List<String> items = new ArrayList<>();
    for (Object item : sequence(key)) {
      if (!(item instanceof String text)) {
        throw fault(key, "not a list of texts");
      }
      items.add(text);
    }
    return items;
  }

  /** The lists in the mapping at a key. */
  Map<String, List<String>> lists(String key) {
    YamlFields nested = fields(key);
    Map<String, List<String>> lists = new TreeMap<>();
    for (String name : nested.names()) {
      lists.put(name, nested.list(name));
    }
    return lists;
  }

  private List<?> sequence(String key) {
    Object value = fields.get(key);
    if (isNothing(value)) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw fault(key, "not a list");
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null || value.equals("");
  }

  private LockfileException fault(String key, String what) {
    return LockfileException.of(
        "rpm.repodata", new Location(file, line), "the value of " + key + " is " + what);
  }
}
