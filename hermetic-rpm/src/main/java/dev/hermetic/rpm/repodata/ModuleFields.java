package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mapping of a module document; scalars are the text they are written as. */
final class ModuleFields {
  private final RelPath file;
  private final YamlNode.Mapping mapping;

  ModuleFields(RelPath file, YamlNode.Mapping mapping) {
    this.file = file;
    this.mapping = mapping;
  }

  Set<String> names() {
    return mapping.entries().keySet();
  }

  /** The text at a key, empty when there is none. */
  String text(String key) {
    YamlNode value = value(key);
    if (value == null) {
      return "";
    }
    if (value instanceof YamlNode.Scalar scalar) {
      return scalar.text();
    }
    throw fault(key, "not text");
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
      throw fault(key, "not a number");
    }
  }

  /** The mapping at a key, an empty one when there is none. */
  ModuleFields fields(String key) {
    YamlNode value = value(key);
    if (isNothing(value)) {
      return new ModuleFields(file, new YamlNode.Mapping(mapping.line(), new LinkedHashMap<>()));
    }
    if (value instanceof YamlNode.Mapping nested) {
      return new ModuleFields(file, nested);
    }
    throw fault(key, "not a mapping");
  }

  /** The mappings in the list at a key. */
  List<ModuleFields> items(String key) {
    List<ModuleFields> items = new ArrayList<>();
    for (YamlNode item : sequence(key)) {
      if (!(item instanceof YamlNode.Mapping nested)) {
        throw fault(key, "not a list of mappings");
      }
      items.add(new ModuleFields(file, nested));
    }
    return items;
  }

  /** The texts in the list at a key. */
  List<String> list(String key) {
    List<String> items = new ArrayList<>();
    for (YamlNode item : sequence(key)) {
      if (!(item instanceof YamlNode.Scalar scalar)) {
        throw fault(key, "not a list of texts");
      }
      items.add(scalar.text());
    }
    return items;
  }

  /** The lists in the mapping at a key. */
  Map<String, List<String>> lists(String key) {
    ModuleFields nested = fields(key);
    Map<String, List<String>> lists = new TreeMap<>();
    for (String name : nested.names()) {
      lists.put(name, nested.list(name));
    }
    return lists;
  }

  private List<YamlNode> sequence(String key) {
    YamlNode value = value(key);
    if (isNothing(value)) {
      return List.of();
    }
    if (value instanceof YamlNode.Listing list) {
      return list.items();
    }
    throw fault(key, "not a list");
  }

  private @Nullable YamlNode value(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null ? null : entry.value();
  }

  private static boolean isNothing(@Nullable YamlNode value) {
    return value == null || value instanceof YamlNode.Scalar scalar && scalar.text().isEmpty();
  }

  private LockfileException fault(String key, String what) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return LockfileException.of(
        "rpm.repodata",
        new Location(file, entry == null ? mapping.line() : entry.line()),
        "the value of " + key + " is " + what);
  }
}
