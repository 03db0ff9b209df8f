package dev.hermetic.npm;

import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registries that a project's {@code .npmrc} names. Nothing else is read from it; secrets that
 * stand in it never leave the file.
 */
final class Npmrc {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}$]{1,200})\\}");

  private final Map<String, String> registries = new TreeMap<>();
  private final Map<RelPath, Digest> sources = new TreeMap<>();

  private Npmrc() {}

  /**
   * Reads the file beside a lock, when there is one.
   *
   * @param variables values for {@code ${NAME}}; an unknown one stays as it is, as with npm
   * @throws IOException when reading fails
   */
  static Npmrc read(
      SourceTree source, RelPath directory, Function<String, Optional<String>> variables)
      throws IOException {
    Npmrc npmrc = new Npmrc();
    RelPath path = directory.resolve(".npmrc");
    if (source.isFile(path)) {
      ProjectText file = ProjectText.read(source, path);
      npmrc.sources.put(path, file.sha256());
      file.text().lines().forEach(line -> npmrc.take(line.strip(), variables));
    }
    return npmrc;
  }

  private void take(String line, Function<String, Optional<String>> variables) {
    int equals = line.indexOf('=');
    if (equals < 0 || line.startsWith("#") || line.startsWith(";")) {
      return;
    }
    String key = line.substring(0, equals).strip();
    if (key.equals("registry") || key.startsWith("@") && key.endsWith(":registry")) {
      String value = unquoted(line.substring(equals + 1).strip());
      Matcher names = VARIABLE.matcher(value);
      registries.put(
          key,
          names.replaceAll(
              found ->
                  Matcher.quoteReplacement(variables.apply(found.group(1)).orElse(found.group()))));
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** The registry of a scope such as {@code @corp}; of everything else for the empty scope. */
  Optional<String> registry(String scope) {
    return Optional.ofNullable(registries.get(scope.isEmpty() ? "registry" : scope + ":registry"));
  }

  /** The file and its digest, when there is one. */
  Map<RelPath, Digest> sources() {
    return sources;
  }
}
