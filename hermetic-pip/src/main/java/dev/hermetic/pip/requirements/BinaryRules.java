package dev.hermetic.pip.requirements;

import dev.hermetic.pip.requirement.PackageName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which packages may come as wheels and which as sdists: {@code --no-binary} and {@code
 * --only-binary} with package names, {@code :all:} and {@code :none:}; what stands later wins.
 * Immutable once made.
 */
public final class BinaryRules {
  private static final String ALL = ":all:";
  private static final String NONE = ":none:";

  private final Set<String> sdistOnly = new HashSet<>();
  private final Set<String> wheelOnly = new HashSet<>();

  private BinaryRules() {}

  static BinaryRules of(List<GlobalOption> options) {
    BinaryRules rules = new BinaryRules();
    for (GlobalOption use : options) {
      if (use.option() == PipOption.NO_BINARY) {
        change(use.value(), rules.sdistOnly, rules.wheelOnly);
      } else if (use.option() == PipOption.ONLY_BINARY) {
        change(use.value(), rules.wheelOnly, rules.sdistOnly);
      }
    }
    return rules;
  }

  private static void change(String value, Set<String> target, Set<String> other) {
    List<String> names = new ArrayList<>(List.of(value.split(",", -1)));
    int all = names.lastIndexOf(ALL);
    if (all >= 0) {
      other.clear();
      target.clear();
      target.add(ALL);
      names.subList(0, all + 1).clear();
      if (!names.contains(NONE)) {
        // Names behind :all: say nothing more.
        return;
      }
    }
    for (String name : names) {
      if (name.equals(NONE)) {
        target.clear();
      } else {
        String normalized = PackageName.of(name).toString();
        other.remove(normalized);
        target.add(normalized);
      }
    }
  }

  /** Whether a wheel of the package may be used. */
  public boolean allowsWheel(PackageName name) {
    String key = name.toString();
    return wheelOnly.contains(key)
        || !sdistOnly.contains(key) && (wheelOnly.contains(ALL) || !sdistOnly.contains(ALL));
  }

  /** Whether an sdist of the package may be used. */
  public boolean allowsSdist(PackageName name) {
    String key = name.toString();
    return !wheelOnly.contains(key) && (sdistOnly.contains(key) || !wheelOnly.contains(ALL));
  }
}
