package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The eleven values that environment markers compare with (PEP 508, "Environment markers").
 * Immutable.
 */
public final class MarkerEnvironment {
  /** The names of the variables, sorted. */
  public static final List<String> VARIABLES =
      List.of(
          "implementation_name",
          "implementation_version",
          "os_name",
          "platform_machine",
          "platform_python_implementation",
          "platform_release",
          "platform_system",
          "platform_version",
          "python_full_version",
          "python_version",
          "sys_platform");

  private final Map<String, String> values;

  private MarkerEnvironment(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * An environment.
   *
   * @param values a value for each of {@link #VARIABLES}, possibly empty, and no other
   * @throws InputException {@code pip.marker} when one is missing or unknown
   */
  public static MarkerEnvironment of(Map<String, String> values) {
    for (String name : VARIABLES) {
      if (!values.containsKey(name)) {
        throw InputException.of("pip.marker", "a marker environment lacks " + name);
      }
    }
    for (String name : values.keySet()) {
      if (!VARIABLES.contains(name)) {
        throw InputException.of(
            "pip.marker", PrintableText.quoted(name) + " is not a marker variable");
      }
    }
    return new MarkerEnvironment(values);
  }

  /** The same with another value of a variable. */
  public MarkerEnvironment with(String variable, String value) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(variable, value);
    return of(changed);
  }

  /** The value of a variable; empty when there is no such variable. */
  public Optional<String> value(String variable) {
    return Optional.ofNullable(values.get(variable));
  }

  /** {@code python_version}, major and minor: {@code 3.12}. */
  public String pythonVersion() {
    return value("python_version").orElseThrow();
  }

  /** {@code python_full_version}: {@code 3.12.4}. */
  public String pythonFullVersion() {
    return value("python_full_version").orElseThrow();
  }

  /** All values by name, sorted. */
  public Map<String, String> values() {
    return new TreeMap<>(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MarkerEnvironment environment && values.equals(environment.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values().toString();
  }
}
