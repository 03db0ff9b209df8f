package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * Hermeto's grammar of what to fetch: a bare ecosystem, a JSON object for one package, an array of
 * them, or an object with {@code packages} and {@code flags}. Pure: reads no file.
 */
final class InputGrammar {
  /**
   * What a text asks for.
   *
   * @param packages the inputs in the order given, equal ones once
   * @param flags Hermeto's flags, sorted
   */
  record Inputs(List<PackageInput> packages, List<String> flags) {}

  /** Flags that Hermeto knows; none has an effect on the ecosystems here. */
  static final Set<String> FLAGS =
      Set.of(
          "cgo-disable",
          "dev-package-managers",
          "force-gomod-tidy",
          "gomod-vendor",
          "gomod-vendor-check");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final TypeReference<@Nullable Object> ANY = new TypeReference<>() {};

  private InputGrammar() {}

  /** Whether a text has the form of an ecosystem's id. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether a text can only be meant as JSON. */
  static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  /**
   * Parses a text.
   *
   * @throws InputException with code {@code input.grammar} and others of the family {@code input}
   */
  static Inputs parse(String text) {
    if (isName(text.strip())) {
      return new Inputs(List.of(PackageInput.of(text.strip(), ".")), List.of());
    }
    if (!isJson(text)) {
      throw wrong(
          "'" + shortened(text) + "' is neither an ecosystem, nor JSON, nor an existing file");
    }
    Object value = read(text);
    if (value instanceof Map<?, ?> object && object.containsKey("packages")) {
      return packagesAndFlags(object);
    }
    List<?> items = value instanceof List<?> list ? list : List.of(required(value));
    return new Inputs(packages(items), List.of());
  }

  private static @Nullable Object read(String text) {
    try {
      return Json.MAPPER.readValue(text, ANY);
    } catch (JacksonException broken) {
      throw wrong("the input is not valid JSON: " + broken.getOriginalMessage());
    }
  }

  private static Inputs packagesAndFlags(Map<?, ?> object) {
    for (Object key : object.keySet()) {
      if (!key.equals("packages") && !key.equals("flags")) {
        throw wrong("'" + shortened(key.toString()) + "' is not allowed beside 'packages'");
      }
    }
    if (!(object.get("packages") instanceof List<?> items)) {
      throw wrong("'packages' must be a list");
    }
    Object flags = object.containsKey("flags") ? required(object.get("flags")) : List.of();
    if (!(flags instanceof List<?> names)) {
      throw wrong("'flags' must be a list");
    }
    return new Inputs(packages(items), flags(names));
  }

  private static List<String> flags(List<?> names) {
    Set<String> flags = new TreeSet<>();
    for (Object name : names) {
      if (!(name instanceof String flag) || !FLAGS.contains(flag)) {
        throw InputException.of(
            "input.grammar",
            "flag '" + shortened(String.valueOf(name)) + "' is not known",
            "use one of: " + String.join(", ", new TreeSet<>(FLAGS)));
      }
      flags.add(flag);
    }
    return List.copyOf(flags);
  }

  private static List<PackageInput> packages(List<?> items) {
    if (items.isEmpty()) {
      throw wrong("the list of packages is empty");
    }
    List<PackageInput> inputs = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> object)) {
        throw wrong(
            "each package must be an object such as {\"type\": \"ECOSYSTEM\", \"path\": \".\"}");
      }
      PackageInput input = packageInput(object);
      if (!inputs.contains(input)) {
        inputs.add(input);
      }
    }
    return List.copyOf(inputs);
  }

  private static PackageInput packageInput(Map<?, ?> object) {
    if (!(object.get("type") instanceof String type) || !isName(type)) {
      throw wrong("a package needs a 'type' such as an ecosystem's id");
    }
    Object path = object.containsKey("path") ? object.get("path") : ".";
    if (!(path instanceof String text)) {
      throw wrong("'path' of a package must be text");
    }
    Map<String, Object> options = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          if (!key.equals("type") && !key.equals("path")) {
            options.put(key.toString(), required(value));
          }
        });
    return new PackageInput(type, RelPath.of(text), Options.of(options));
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw wrong("null is not a value here; leave the key out");
    }
    return value;
  }

  private static String shortened(String text) {
    return Printed.clean(text.length() <= 60 ? text : text.substring(0, 60) + "…");
  }

  private static InputException wrong(String message) {
    return InputException.of(
        "input.grammar",
        message,
        "name an ecosystem, or give JSON such as {\"type\": \"ECOSYSTEM\", \"path\": \"ui\"}");
  }
}
