package dev.hermetic.generic;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The fields of one YAML mapping, read with typed getters whose failures name file and line. */
final class Fields {
  private final RelPath file;
  private final YamlNode.Mapping mapping;

  private Fields(RelPath file, YamlNode.Mapping mapping) {
    this.file = file;
    this.mapping = mapping;
  }

  /**
   * The fields of a node.
   *
   * @throws LockfileException with code {@code lockfile.type} when it is no mapping
   */
  static Fields of(RelPath file, YamlNode node, String what) {
    if (node instanceof YamlNode.Mapping mapping) {
      return new Fields(file, mapping);
    }
    throw fault(
        file,
        "lockfile.type",
        node.line(),
        what + " must be a mapping, but here is " + node.kind());
  }

  int line() {
    return mapping.line();
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** The line of a key, or of the mapping where the key is missing. */
  int line(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.line() : entry.line();
  }

  /**
   * Fails on keys that are not among the known ones.
   *
   * @throws LockfileException with code {@code lockfile.unknown-key}
   */
  void rejectUnknown(Set<String> known) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                throw fault(
                    file,
                    "lockfile.unknown-key",
                    entry.line(),
                    "the key " + Quoted.text(key) + " is not known here",
                    "use only: " + String.join(", ", new TreeSet<>(known)));
              }
            });
  }

  /**
   * A text that must be there and not be empty.
   *
   * @throws LockfileException with code {@code lockfile.missing-key} or {@code lockfile.type}
   */
  String required(String key) {
    return optional(key)
        .orElseThrow(
            () ->
                fault(
                    file,
                    "lockfile.missing-key",
                    line(key),
                    "'" + key + "' is missing or empty",
                    "add it"));
  }

  /**
   * A text that may be absent; the empty text counts as absent.
   *
   * @throws LockfileException with code {@code lockfile.type} when it is not text
   */
  Optional<String> optional(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.value() instanceof YamlNode.Scalar scalar && scalar.isText()) {
      return Optional.of(scalar.text()).filter(text -> !text.isEmpty());
    }
    throw fault(
        file,
        "lockfile.type",
        entry.line(),
        "'" + key + "' must be text, but here is " + Quoted.text(entry.value().kind()),
        "put the value in quotes");
  }

  /** The text of a scalar of any type, as written; empty when there is none. */
  String written(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry != null && entry.value() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
  }

  /**
   * Nested fields that must be there.
   *
   * @throws LockfileException with code {@code lockfile.missing-key} or {@code lockfile.type}
   */
  Fields nested(String key) {
    return of(file, node(key), "'" + key + "'");
  }

  /**
   * A list that must be there.
   *
   * @throws LockfileException with code {@code lockfile.missing-key} or {@code lockfile.type}
   */
  List<YamlNode> listing(String key) {
    YamlNode node = node(key);
    if (node instanceof YamlNode.Listing list) {
      return list.items();
    }
    throw fault(
        file,
        "lockfile.type",
        node.line(),
        "'" + key + "' must be a list, but here is " + node.kind());
  }

  /**
   * Computes a value from a field; failures of the model get file and line.
   *
   * @throws LockfileException with the code of the failure
   */
  <T> T parse(String key, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (LockfileException located) {
      throw located;
    } catch (InputException unlocated) {
      throw LockfileException.of(
          unlocated.code(),
          new Location(file, line(key)),
          String.valueOf(unlocated.getMessage()),
          unlocated,
          unlocated.hints().toArray(String[]::new));
    }
  }

  /** A failure at the line of a key. */
  LockfileException fault(String code, String key, String reason, String... hints) {
    return fault(file, code, line(key), reason, hints);
  }

  private YamlNode node(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      throw fault("lockfile.missing-key", key, "'" + key + "' is missing", "add it");
    }
    return entry.value();
  }

  private static LockfileException fault(
      RelPath file, String code, int line, String reason, String... hints) {
    return LockfileException.of(code, new Location(file, line), reason, hints);
  }
}
