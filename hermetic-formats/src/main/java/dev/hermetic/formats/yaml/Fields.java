package dev.hermetic.formats.yaml;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The fields of one YAML mapping, read with typed getters whose failures name file and line. What
 * people write by hand is best read as it is written ({@link #required}, {@link #optional}); {@link
 * #requiredText} and {@link #optionalText} refuse what YAML takes for a number or a truth value.
 */
public final class Fields {
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
  public static Fields of(RelPath file, YamlNode node, String what) {
    if (node instanceof YamlNode.Mapping mapping) {
      return new Fields(file, mapping);
    }
    throw LockfileException.of(
        "lockfile.type",
        new Location(file, node.line()),
        what + " must be a mapping, but here is " + node.kind());
  }

  /**
   * The fields of the mapping at a key that must be there.
   *
   * @throws LockfileException with code {@code lockfile.missing-key} or {@code lockfile.type}
   */
  public Fields nested(String key) {
    return of(file, present(key), "'" + key + "'");
  }

  /** Where the mapping begins. */
  public Location at() {
    return new Location(file, mapping.line());
  }

  /** Where a key stands; where the mapping begins when there is none. */
  public Location at(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null ? at() : new Location(file, entry.line());
  }

  /**
   * A scalar that must be there and not be empty.
   *
   * @throws LockfileException with code {@code lockfile.missing-key} or {@code lockfile.type}
   */
  public String required(String key) {
    return optional(key).orElseThrow(() -> missing(key));
  }

  /**
   * A scalar that may be absent, null or empty. Numbers are taken as written: the release {@code
   * 1.10} is not {@code 1.1}.
   *
   * @throws LockfileException with code {@code lockfile.type} when it is a list or mapping
   */
  public Optional<String> optional(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.value() instanceof YamlNode.Scalar scalar) {
      return Optional.of(scalar.text()).filter(text -> !text.isEmpty());
    }
    throw LockfileException.of(
        "lockfile.type", at(key), "'" + key + "' must be text, but here is " + kind(entry));
  }

  /**
   * A text that must be there and not be empty; no number and no truth value, unless in quotes.
   *
   * @throws LockfileException with code {@code lockfile.missing-key} or {@code lockfile.type}
   */
  public String requiredText(String key) {
    return optionalText(key).orElseThrow(() -> missing(key));
  }

  /**
   * A text that may be absent or empty; no number and no truth value, unless in quotes.
   *
   * @throws LockfileException with code {@code lockfile.type}
   */
  public Optional<String> optionalText(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null || entry.value() instanceof YamlNode.Scalar scalar && scalar.isText()) {
      return optional(key);
    }
    throw LockfileException.of(
        "lockfile.type",
        at(key),
        "'" + key + "' must be text, but here is " + kind(entry),
        "put the value in quotes");
  }

  /**
   * A list that must be there.
   *
   * @throws LockfileException with code {@code lockfile.missing-key} or {@code lockfile.type}
   */
  public List<YamlNode> requiredListing(String key) {
    if (present(key) instanceof YamlNode.Listing list) {
      return list.items();
    }
    throw notAList(key);
  }

  /**
   * A list that may be absent or null, which both mean an empty one.
   *
   * @throws LockfileException with code {@code lockfile.type}
   */
  public List<YamlNode> listing(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null || entry.value() instanceof YamlNode.Scalar s && s.text().isEmpty()) {
      return List.of();
    }
    if (entry.value() instanceof YamlNode.Listing list) {
      return list.items();
    }
    throw notAList(key);
  }

  /** Whether the key is there, whatever its value. */
  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /**
   * Computes a value from a field; failures of the model get file and line.
   *
   * @throws LockfileException with the code of the failure
   */
  public <T> T parse(String key, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (LockfileException located) {
      throw located;
    } catch (InputException unlocated) {
      throw LockfileException.of(
          unlocated.code(),
          at(key),
          "'" + key + "': " + unlocated.getMessage(),
          unlocated,
          unlocated.hints().toArray(String[]::new));
    }
  }

  /** A failure at the line of a key. */
  public LockfileException fault(String code, String key, String reason, String... hints) {
    return LockfileException.of(code, at(key), reason, hints);
  }

  /** The failure of a key that is not there. */
  public LockfileException missing(String key) {
    return LockfileException.of(
        "lockfile.missing-key", at(key), "'" + key + "' is missing or empty", "add it");
  }

  /** The keys in the order of the file. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(mapping.entries().keySet());
  }

  /** The node of a key; empty when the key is absent or stands for nothing. */
  public Optional<YamlNode> node(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    return entry == null || entry.value() instanceof YamlNode.Scalar s && s.isNothing()
        ? Optional.empty()
        : Optional.of(entry.value());
  }

  /**
   * A truth value that may be absent; the words are those of YAML 1.1 and 1.2.
   *
   * @throws LockfileException with code {@code lockfile.type}
   */
  public Optional<Boolean> flag(String key) {
    return optional(key).map(text -> flag(key, text));
  }

  private boolean flag(String key, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default ->
          throw LockfileException.of(
              "lockfile.type",
              at(key),
              "'" + key + "' must be true or false, but here is " + PrintableText.quoted(text));
    };
  }

  /** Collects a failure for each key that is not one of these. */
  public void refuseOthers(Problems problems, Set<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        problems.add(unknown(key, known));
      }
    }
  }

  /**
   * Fails on the first key that is not one of these.
   *
   * @throws LockfileException with code {@code lockfile.unknown-key}
   */
  public void rejectUnknown(Set<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw unknown(key, known);
      }
    }
  }

  private LockfileException unknown(String key, Set<String> known) {
    return LockfileException.of(
        "lockfile.unknown-key",
        at(key),
        "the key " + PrintableText.quoted(key) + " is not known here",
        "use only: " + String.join(", ", new TreeSet<>(known)));
  }

  private YamlNode present(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      throw LockfileException.of(
          "lockfile.missing-key", at(key), "'" + key + "' is missing", "add it");
    }
    return entry.value();
  }

  private LockfileException notAList(String key) {
    return LockfileException.of(
        "lockfile.type",
        at(key),
        "'" + key + "' must be a list, but here is " + PrintableText.quoted(present(key).kind()));
  }

  private static String kind(YamlNode.Entry entry) {
    return PrintableText.quoted(entry.value().kind());
  }
}
