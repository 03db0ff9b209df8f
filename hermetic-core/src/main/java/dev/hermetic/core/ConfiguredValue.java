package dev.hermetic.core;

/**
 * Something that a client's own configuration decided about a run, and who said it. Immutable; its
 * text holds no secrets.
 */
public final class ConfiguredValue {
  private final String name;
  private final String value;
  private final String origin;

  private ConfiguredValue(String name, String value, String origin) {
    this.name = name;
    this.value = value;
    this.origin = origin;
  }

  /**
   * A value; used by the engine.
   *
   * @param value without secrets
   */
  public static ConfiguredValue of(String name, String value, String origin) {
    return new ConfiguredValue(name, value, origin);
  }

  /** What it is: {@code npm registry}. */
  public String name() {
    return name;
  }

  /** What it was set to, without secrets. */
  public String value() {
    return value;
  }

  /** The file, variable or program that said so: {@code ~/.npmrc}. */
  public String origin() {
    return origin;
  }

  /** {@code npm registry: https://registry.example/ (from ~/.npmrc)}. */
  @Override
  public String toString() {
    return name + ": " + value + " (from " + origin + ")";
  }
}
