package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings under Hermeto's names. From the strongest: environment ({@code HERMETIC_HTTP__…}, {@code
 * HERMETO_HTTP__…}), {@code --config-file}, {@code .hermetic.yaml} in the working directory, {@code
 * hermetic/config.yaml} in the user's configuration directory. Unknown keys of files are errors.
 */
final class Settings {
  static final String CONNECT_TIMEOUT = "http.connect_timeout";
  static final String READ_TIMEOUT = "http.read_timeout";
  static final String MAX_RETRIES = "http.max_retries";
  static final String CONCURRENCY = "runtime.concurrency_limit";
  static final List<String> KEYS = List.of(CONNECT_TIMEOUT, READ_TIMEOUT, MAX_RETRIES, CONCURRENCY);

  private static final long MAX_BYTES = 1 << 20;
  private static final int MOST = 86_400;

  private final Map<String, Integer> values = new TreeMap<>();

  private Settings() {}

  /**
   * Reads all sources.
   *
   * @param configFile what {@code --config-file} says
   * @throws InputException with code {@code input.config}
   */
  static Settings read(@Nullable String configFile, ProcessContext process) {
    Settings settings = new Settings();
    process
        .variable("XDG_CONFIG_HOME")
        .map(process::named)
        .filter(Path::isAbsolute)
        .or(() -> process.home().map(home -> home.resolve(".config")))
        .ifPresent(dir -> settings.file(dir.resolve("hermetic").resolve("config.yaml"), false));
    settings.file(process.path(".hermetic.yaml"), false);
    if (configFile != null) {
      settings.file(process.path(configFile), true);
    }
    settings.environment("HERMETO_", process.variables());
    settings.environment("HERMETIC_", process.variables());
    return settings;
  }

  /** A setting, empty when no source has it. */
  Optional<Integer> number(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private void environment(String prefix, Map<String, String> variables) {
    for (String key : KEYS) {
      String name = prefix + key.replace(".", "__").toUpperCase(Locale.ROOT);
      variables.forEach(
          (variable, value) -> {
            if (variable.equalsIgnoreCase(name)) {
              put(variable, key, value);
            }
          });
    }
  }

  private void file(Path file, boolean required) {
    if (!required && !Files.isRegularFile(file)) {
      return;
    }
    String text = text(file);
    if (!text.isBlank()) {
      flatten(file.toString(), "", parse(file, text));
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw wrong(file + ": the file is larger than " + MAX_BYTES + " bytes");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException notUtf8) {
      throw wrong(file + ": the file is not UTF-8");
    } catch (IOException unreadable) {
      throw InputException.of(
          "input.config", file + ": the file cannot be read", "check --config-file");
    }
  }

  private static YamlNode parse(Path file, String text) {
    try {
      // The name is for messages, which are ours.
      return YamlReader.read(RelPath.of("settings"), text);
    } catch (LockfileException broken) {
      int line = broken.location().map(Location::line).orElse(0);
      throw wrong(file + (line > 0 ? ":" + line : "") + ": " + broken.reason());
    }
  }

  private void flatten(String file, String prefix, YamlNode value) {
    String source = file + ":" + value.line();
    if (!(value instanceof YamlNode.Mapping section)) {
      throw wrong(source + ": " + (prefix.isEmpty() ? "the file" : prefix) + " must be a section");
    }
    section
        .entries()
        .forEach(
            (name, entry) -> {
              String key = prefix + name;
              if (KEYS.contains(key)) {
                put(file + ":" + entry.line(), key, scalar(entry.value()));
              } else if (KEYS.stream().anyMatch(known -> known.startsWith(key + "."))) {
                flatten(file, key + ".", entry.value());
              } else {
                throw InputException.of(
                    "input.config",
                    file + ":" + entry.line() + ": '" + Printed.clean(key) + "' is not a setting",
                    "use one of: " + String.join(", ", KEYS));
              }
            });
  }

  private static String scalar(YamlNode value) {
    return value instanceof YamlNode.Scalar scalar ? scalar.text() : value.kind();
  }

  private void put(String source, String key, String value) {
    int least = key.equals(MAX_RETRIES) ? 0 : 1;
    try {
      int number = Integer.parseInt(value.strip());
      if (number < least || number > MOST) {
        throw wrong(source + ": " + key + " must be between " + least + " and " + MOST);
      }
      values.put(key, number);
    } catch (NumberFormatException text) {
      throw wrong(source + ": " + key + " must be a whole number");
    }
  }

  private static InputException wrong(String message) {
    return InputException.of("input.config", message, "correct the setting or remove it");
  }
}
