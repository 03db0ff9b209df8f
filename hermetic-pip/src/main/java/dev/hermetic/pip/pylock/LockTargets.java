package dev.hermetic.pip.pylock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.wheel.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The targets that a lock is made for, where it says so exactly: by name in the table {@code
 * tool.hermetic}, as our locker writes it, since no marker tells C libraries apart; else by {@code
 * environments}, each of which has to give Python, system and processor by {@code ==}. What they
 * leave open is as in the name of a target.
 */
public final class LockTargets {
  private static final String TOOL = "hermetic";
  private static final String TARGETS = "targets";
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "linux", "linux", "Linux", "linux", "darwin", "macos", "Darwin", "macos", "win32",
          "windows", "Windows", "windows");
  private static final Map<String, String> INTERPRETERS =
      Map.of("cpython", "cp", "CPython", "cp", "pypy", "pp", "PyPy", "pp");
  private static final Pattern PYTHON = Pattern.compile("([0-9]+(?:\\.[0-9]+){1,2})(?:\\.\\*)?");

  private LockTargets() {}

  /**
   * The targets of a lock.
   *
   * @param file the lock, for messages
   * @return empty when it says nothing, or not all of it exactly
   * @throws LockfileException with code {@code pip.target} when {@code tool.hermetic.targets} is
   *     malformed
   */
  public static List<Target> of(RelPath file, Pylock lock) {
    Optional<Object> named =
        lock.tool()
            .map(tools -> tools.get(TOOL))
            .map(tool -> tool instanceof Map<?, ?> table ? table.get(TARGETS) : null);
    if (named.isPresent()) {
      return named(file, named.get());
    }
    List<Target> targets = new ArrayList<>();
    for (Marker environment : lock.environments().orElse(List.of())) {
      Optional<Target> target = environment.equalities().flatMap(LockTargets::target);
      if (target.isEmpty()) {
        return List.of();
      }
      targets.add(target.get());
    }
    return targets.stream().distinct().toList();
  }

  /** The tables of a lock with its targets. */
  public static Map<String, Object> tool(List<Target> targets) {
    List<String> names = targets.stream().map(Target::toString).distinct().sorted().toList();
    return new TreeMap<>(Map.of(TOOL, Map.of(TARGETS, names)));
  }

  private static List<Target> named(RelPath file, Object value) {
    List<Target> targets = new ArrayList<>();
    for (Object name : value instanceof List<?> names ? names : List.of(value)) {
      try {
        targets.add(Target.parse(String.valueOf(name)));
      } catch (InputException malformed) {
        throw LockfileException.of(
            malformed.code(),
            Location.of(file),
            "tool.hermetic.targets: " + malformed.getMessage(),
            malformed.hints().toArray(new String[0]));
      }
    }
    return List.copyOf(targets);
  }

  private static Optional<Target> target(Map<String, String> values) {
    String interpreter = interpreter(values);
    String system = first(SYSTEMS, values, "sys_platform", "platform_system");
    Matcher python =
        PYTHON.matcher(
            values.getOrDefault(
                "python_full_version", values.getOrDefault("python_version", "none")));
    String machine = values.getOrDefault("platform_machine", "").toLowerCase(Locale.ROOT);
    if (interpreter == null || system == null || !python.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Target.parse(interpreter + python.group(1) + "-" + system + "-" + machine));
    } catch (InputException unknown) {
      return Optional.empty();
    }
  }

  /** CPython unless something else is named. */
  private static @Nullable String interpreter(Map<String, String> values) {
    boolean named =
        values.containsKey("implementation_name")
            || values.containsKey("platform_python_implementation");
    return named
        ? first(INTERPRETERS, values, "implementation_name", "platform_python_implementation")
        : "cp";
  }

  private static @Nullable String first(
      Map<String, String> known, Map<String, String> values, String name, String otherwise) {
    return known.get(values.getOrDefault(name, values.getOrDefault(otherwise, "")));
  }
}
