package dev.hermetic.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of one input, as in Hermeto's input JSON without {@code type} and {@code path}:
 * text, booleans, numbers, lists and maps. An ecosystem reads them through typed getters and then
 * calls {@link #rejectUnknown}.
 */
public final class Options {
  private static final Options NONE = new Options(Map.of());

  private final Map<String, Object> values;

  private Options(Map<String, Object> values) {
    this.values = values;
  }

  /** No settings. */
  public static Options none() {
    return NONE;
  }

  /**
   * Settings from a map whose values are {@link String}, {@link Boolean}, {@link Number}, {@link
   * List} and {@link Map} of these.
   *
   * @throws InputException with code {@code input.option} for any other value, {@code null}
   *     included
   */
  public static Options of(Map<String, ?> values) {
    Map<String, Object> copy = new TreeMap<>();
    values.forEach((key, value) -> copy.put(key, copy(key, value)));
    return new Options(Collections.unmodifiableMap(copy));
  }

  private static Object copy(String key, @org.jspecify.annotations.Nullable Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof Number) {
      return value;
    }
    if (value instanceof Collection<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(copy(key, item)));
      return List.copyOf(items);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> items = new TreeMap<>();
      map.forEach((k, v) -> items.put(String.valueOf(k), copy(key + "." + k, v)));
      return Collections.unmodifiableMap(items);
    }
    throw InputException.of(
        "input.option",
        "option '"
            + PrintableText.text(key)
            + "' has no usable value: expected text, true/false, a number, a list or an object");
  }

  /** All settings, sorted by name. */
  public Map<String, Object> asMap() {
    return values;
  }

  /**
   * A text setting.
   *
   * @throws InputException with code {@code input.option} when it is present and not text
   */
  public Optional<String> text(String name) {
    return value(name, String.class, "text");
  }

  /**
   * A boolean setting.
   *
   * @throws InputException with code {@code input.option} when it is present and not a boolean
   */
  public Optional<Boolean> flag(String name) {
    return value(name, Boolean.class, "true or false");
  }

  /**
   * A whole number.
   *
   * @throws InputException with code {@code input.option} when it is present and not a whole number
   *     in these bounds, both included
   */
  public OptionalLong number(String name, long least, long most) {
    Object value = values.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    boolean whole = value instanceof Integer || value instanceof Long || value instanceof Short;
    long number = whole ? ((Number) value).longValue() : 0;
    if (!whole || number < least || number > most) {
      throw wrong(name, "a whole number from " + least + " to " + most);
    }
    return OptionalLong.of(number);
  }

  /**
   * A list of texts; one text counts as a list of one.
   *
   * @throws InputException with code {@code input.option} when it is present and neither
   */
  public List<String> texts(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    List<?> items = value instanceof List<?> list ? list : List.of(value);
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof String text)) {
        throw wrong(name, "a list of texts");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  /**
   * Settings nested under a name, empty when absent.
   *
   * @throws InputException with code {@code input.option} when it is present and not an object
   */
  @SuppressWarnings("unchecked")
  public Options nested(String name) {
    Object value = values.get(name);
    if (value == null) {
      return NONE;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object");
    }
    return new Options((Map<String, Object>) map);
  }

  /**
   * Fails on settings that are not among the known ones, so that a typing error is never ignored.
   *
   * @throws InputException with code {@code input.unknown-option}
   */
  public void rejectUnknown(String... known) {
    Set<String> allowed = Set.of(known);
    for (String name : values.keySet()) {
      if (!allowed.contains(name)) {
        throw InputException.of(
            "input.unknown-option",
            "option '" + PrintableText.text(name) + "' is not known here",
            allowed.isEmpty()
                ? "remove it"
                : "use one of: " + String.join(", ", allowed.stream().sorted().toList()));
      }
    }
  }

  private <T> Optional<T> value(String name, Class<T> type, String expected) {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw wrong(name, expected);
    }
    return Optional.ofNullable(type.cast(value));
  }

  private static InputException wrong(String name, String expected) {
    return InputException.of("input.option", "option '" + name + "' must be " + expected);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Options that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
