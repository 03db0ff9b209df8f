package dev.hermetic.npm;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One layer of npm's configuration: a {@code .npmrc} file or the {@code npm_config_*} variables.
 * Reads the ini subset that npm documents: {@code key = value}, comments with {@code ;} and {@code
 * #}, quotes, {@code ${VAR}} and {@code ${VAR?}}. Its text never shows a value.
 */
final class Npmrc {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}?]+)(\\?)?\\}");
  private static final String ENVIRONMENT_PREFIX = "npm_config_";

  private final String origin;
  private final Map<String, String> values;

  private Npmrc(String origin, Map<String, String> values) {
    this.origin = origin;
    this.values = values;
  }

  /** Parses a file; keeps registries and credentials only, so that no other variable is asked. */
  static Npmrc parse(String origin, String text, Function<String, Optional<String>> variables) {
    Map<String, String> values = new TreeMap<>();
    for (String raw : text.split("\\R")) {
      String line = raw.strip();
      int equals = line.indexOf('=');
      if (equals > 0 && line.charAt(0) != ';' && line.charAt(0) != '#') {
        String key = expand(line.substring(0, equals).strip(), variables);
        if (isUsed(key)) {
          values.put(key, expand(unquoted(line.substring(equals + 1).strip()), variables));
        }
      }
    }
    return new Npmrc(origin, values);
  }

  private static boolean isUsed(String key) {
    return key.equals("registry") || key.endsWith(":registry") || key.startsWith("//");
  }

  /** A layer that says nothing. */
  static Npmrc nothing() {
    return new Npmrc("", Map.of());
  }

  /** The layer of the environment: {@code npm_config_registry} in any case. */
  static Npmrc ofEnvironment(Map<String, String> variables) {
    Map<String, String> values = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          int start = ENVIRONMENT_PREFIX.length();
          if (name.regionMatches(true, 0, ENVIRONMENT_PREFIX, 0, start) && !value.isEmpty()) {
            String key = name.substring(start);
            boolean exact = key.startsWith("//") || key.startsWith("@");
            values.put(exact ? key : key.toLowerCase(java.util.Locale.ROOT), value);
          }
        });
    return new Npmrc("environment", values);
  }

  /** The registry of a scope such as {@code @corp}; of everything else for the empty scope. */
  Optional<String> registry(String scope) {
    return value(scope.isEmpty() ? "registry" : scope + ":registry");
  }

  /** Where the layer comes from, for messages. */
  String origin() {
    return origin;
  }

  /** A value; one whose variable is not set counts as absent. */
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(v -> !v.isEmpty() && !v.contains("${"));
  }

  /** All keys, sorted. */
  Iterable<String> keys() {
    return values.keySet();
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static String expand(String text, Function<String, Optional<String>> variables) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String unset = matcher.group(2) == null ? matcher.group() : "";
      String value = variables.apply(matcher.group(1)).orElse(unset);
      matcher.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(out).toString();
  }

  @Override
  public String toString() {
    return origin + " " + values.keySet();
  }
}
