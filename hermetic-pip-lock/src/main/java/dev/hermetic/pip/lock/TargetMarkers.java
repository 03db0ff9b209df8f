package dev.hermetic.pip.lock;

import dev.hermetic.pip.requirement.Marker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Markers that tell target environments apart, as short as they can be. */
final class TargetMarkers {
  // In the order in which they are tried: what people mean first.
  private static final List<String> VARIABLES =
      List.of(
          "sys_platform",
          "python_version",
          "platform_machine",
          "implementation_name",
          "python_full_version",
          "implementation_version");
  private static final List<String> ENVIRONMENT =
      List.of("python_version", "implementation_name", "sys_platform", "platform_machine");

  private final List<TargetEnvironment> all;

  TargetMarkers(List<TargetEnvironment> all) {
    this.all = List.copyOf(all);
  }

  /**
   * A marker that holds at some of the target environments and at no other; empty when these are
   * all target environments.
   */
  Optional<Marker> of(Collection<TargetEnvironment> some) {
    if (some.size() == all.size()) {
      return Optional.empty();
    }
    List<TargetEnvironment> others =
        all.stream().filter(targetEnvironment -> !some.contains(targetEnvironment)).toList();
    for (int size = 1; size <= VARIABLES.size(); size++) {
      for (List<String> variables : choices(0, size)) {
        Set<String> inside = texts(some, variables);
        if (texts(others, variables).stream().noneMatch(inside::contains)) {
          return Optional.of(Marker.parse(String.join(" or ", inside)));
        }
      }
    }
    throw new IllegalStateException("two sites have the same environment");
  }

  /** The environments of all target environments. */
  List<Marker> environments() {
    return texts(all, ENVIRONMENT).stream().map(Marker::parse).toList();
  }

  private static Set<String> texts(
      Collection<TargetEnvironment> targetEnvironments, List<String> variables) {
    Set<String> texts = new TreeSet<>();
    for (TargetEnvironment targetEnvironment : targetEnvironments) {
      List<String> parts = new ArrayList<>();
      for (String variable : variables) {
        parts.add(
            variable + " == '" + targetEnvironment.environment().value(variable).orElse("") + "'");
      }
      texts.add(String.join(" and ", parts));
    }
    return texts;
  }

  private static List<List<String>> choices(int from, int size) {
    List<List<String>> choices = new ArrayList<>();
    if (size == 0) {
      choices.add(List.of());
    }
    for (int i = from; size > 0 && i < VARIABLES.size(); i++) {
      for (List<String> rest : choices(i + 1, size - 1)) {
        List<String> choice = new ArrayList<>(List.of(VARIABLES.get(i)));
        choice.addAll(rest);
        choices.add(choice);
      }
    }
    return choices;
  }

  /** Sites of targets: those with the same environment together, in the order of the targets. */
  static List<TargetEnvironment> targetEnvironments(
      Collection<dev.hermetic.pip.wheel.Target> targets) {
    List<TargetEnvironment> targetEnvironments = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (var target : targets) {
      var environment = target.markerEnvironment();
      if (seen.add(environment)) {
        var same = targets.stream().filter(t -> t.markerEnvironment().equals(environment)).toList();
        targetEnvironments.add(
            new TargetEnvironment(same.stream().distinct().toList(), environment));
      }
    }
    return targetEnvironments;
  }
}
