package dev.hermetic.core.internal.injection;

import dev.hermetic.core.EnvVar;
import dev.hermetic.core.InputException;
import dev.hermetic.core.internal.manifest.BuildConfigFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands the variables of an output, which may refer to each other. */
public final class Environment {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Map<String, String> templates = new TreeMap<>();
  private final Map<String, String> expanded = new TreeMap<>();
  private final String outputDir;

  private Environment(BuildConfigFile config, String outputDir) {
    this.outputDir = outputDir;
    for (EnvVar variable : config.environment()) {
      templates.put(variable.name(), variable.value().text());
    }
  }

  /**
   * The variables of an output, sorted by name.
   *
   * @throws InputException with code {@code input.env-cycle}, {@code input.output-dir}, {@code
   *     input.no-output} or {@code input.output-malformed}
   */
  public static Map<String, String> of(Path output, String outputDirInBuild) {
    Environment environment =
        new Environment(BuildConfigFile.read(output), BuildPath.checked(outputDirInBuild));
    environment.templates.keySet().forEach(n -> environment.value(n, new LinkedHashSet<>()));
    return Collections.unmodifiableMap(environment.expanded);
  }

  private String value(String name, Set<String> path) {
    String known = expanded.get(name);
    if (known != null) {
      return known;
    }
    if (!path.add(name)) {
      throw InputException.of(
          "input.env-cycle",
          name + ": the variables refer to each other in a circle: " + String.join(" → ", path));
    }
    Matcher reference = REFERENCE.matcher(templates.getOrDefault(name, ""));
    StringBuilder value = new StringBuilder();
    while (reference.find()) {
      reference.appendReplacement(value, Matcher.quoteReplacement(replacement(reference, path)));
    }
    reference.appendTail(value);
    path.remove(name);
    expanded.put(name, value.toString());
    return value.toString();
  }

  private String replacement(Matcher reference, Set<String> path) {
    String other = reference.group(1);
    if (other == null) {
      return "$";
    }
    if (other.equals("output_dir")) {
      return outputDir;
    }
    return templates.containsKey(other) ? value(other, path) : reference.group();
  }
}
