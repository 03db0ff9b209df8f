package dev.hermetic.pip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One layer of pip's configuration: a {@code pip.conf} or the {@code PIP_*} variables. Of a file
 * the sections {@code [global]} and {@code [download]} count, the latter more, as for {@code pip
 * download}. Its text never shows a value.
 */
final class PipConfig {
  private static final String ENVIRONMENT_PREFIX = "PIP_";

  private final String origin;
  private final Map<String, String> values;

  private PipConfig(String origin, Map<String, String> values) {
    this.origin = origin;
    this.values = values;
  }

  /** Parses a file: {@code key = value} or {@code key: value}, indented lines continue a value. */
  static PipConfig parse(String origin, String text) {
    Map<String, String> global = new TreeMap<>();
    Map<String, String> download = new TreeMap<>();
    Map<String, String> section = new TreeMap<>();
    String key = "";
    for (String raw : text.split("\\R")) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        key = "";
        section =
            switch (line.substring(1, line.length() - 1).strip()) {
              case "global" -> global;
              case "download" -> download;
              default -> new TreeMap<>();
            };
      } else if (Character.isWhitespace(raw.charAt(0)) && !key.isEmpty()) {
        section.merge(key, line, (known, more) -> known + "\n" + more);
      } else {
        int end = separator(line);
        key = normalized(line.substring(0, end).strip());
        section.put(key, end == line.length() ? "" : line.substring(end + 1).strip());
      }
    }
    global.putAll(download);
    return new PipConfig(origin, global);
  }

  private static int separator(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return i;
      }
    }
    return line.length();
  }

  /** The layer of the environment: {@code PIP_INDEX_URL} and others. */
  static PipConfig ofEnvironment(Map<String, String> variables) {
    Map<String, String> values = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX) && !value.isEmpty()) {
            values.put(normalized(name.substring(ENVIRONMENT_PREFIX.length())), value);
          }
        });
    return new PipConfig("environment", values);
  }

  private static String normalized(String key) {
    String name = key.toLowerCase(Locale.ROOT).replace('_', '-');
    return name.startsWith("--") ? name.substring(2) : name;
  }

  /** Where the layer comes from, for messages. */
  String origin() {
    return origin;
  }

  /** A value; an empty one counts as absent. */
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The words of a value, one or several to a line. */
  List<String> words(String key) {
    List<String> words = new ArrayList<>();
    for (String word : value(key).orElse("").split("\\s+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  @Override
  public String toString() {
    return origin + " " + values.keySet();
  }
}
