package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the variables of a marker stand for. Metadata of a package knows {@code extra}, a lock file
 * knows {@code extras} and {@code dependency_groups} (PEP 751) instead.
 */
final class MarkerContext {
  private final MarkerEnvironment environment;
  private final @Nullable String extra;
  private final @Nullable Set<String> extras;
  private final @Nullable Set<String> groups;

  private MarkerContext(
      MarkerEnvironment environment,
      @Nullable String extra,
      @Nullable Set<String> extras,
      @Nullable Set<String> groups) {
    this.environment = environment;
    this.extra = extra;
    this.extras = extras;
    this.groups = groups;
  }

  static MarkerContext metadata(MarkerEnvironment environment, String extra) {
    return new MarkerContext(environment, extra, null, null);
  }

  static MarkerContext lock(
      MarkerEnvironment environment, Set<PackageName> extras, Set<PackageName> groups) {
    return new MarkerContext(environment, null, names(extras), names(groups));
  }

  private static Set<String> names(Set<PackageName> names) {
    return names.stream().map(PackageName::toString).collect(Collectors.toUnmodifiableSet());
  }

  /** The names that {@code extras} or {@code dependency_groups} stands for; null for others. */
  @Nullable Set<String> names(String variable) {
    return switch (variable) {
      case "extras" -> extras;
      case "dependency_groups" -> groups;
      default -> null;
    };
  }

  /** The text that another variable stands for. */
  String text(String variable) {
    if (variable.equals("extra") && extra != null) {
      return extra;
    }
    String value =
        environment
            .value(variable)
            .orElseThrow(
                () ->
                    InputException.of(
                        "pip.marker-undefined",
                        "the marker variable "
                            + PrintableText.quoted(variable)
                            + " has no value here"));
    // A Python built between releases calls itself 3.13.0+, which is no version.
    boolean unreleased = variable.equals("python_full_version") && value.endsWith("+");
    return unreleased ? value + "local" : value;
  }
}
