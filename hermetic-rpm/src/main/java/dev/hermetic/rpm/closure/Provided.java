package dev.hermetic.rpm.closure;

import dev.hermetic.rpm.file.Dependency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a set of packages, and the base below them, offers; each package is a number. */
final class Provided {
  /** The number that stands for the whole of the base. */
  static final int BASE = -1;

  private record Offer(Dependency what, int by) {}

  private final Map<String, List<Offer>> byName = new HashMap<>();
  private final List<String> basePrefixes = new ArrayList<>();

  void add(Dependency what, int by) {
    byName.computeIfAbsent(what.name(), name -> new ArrayList<>(1)).add(new Offer(what, by));
  }

  void addPath(String path, int by) {
    add(new Dependency(path, 0, ""), by);
  }

  /** Adds something the base offers: {@code name}, {@code name >= 1.0}, or {@code prefix*}. */
  void addBase(String capability) {
    if (capability.endsWith("*")) {
      basePrefixes.add(capability.substring(0, capability.length() - 1));
    } else {
      add(Capability.parse(capability), BASE);
    }
  }

  boolean hasName(String name) {
    return byName.containsKey(name);
  }

  /** The packages that offer what is asked for. */
  Set<Integer> providers(Dependency wanted) {
    Set<Integer> found = new HashSet<>();
    for (Offer offer : byName.getOrDefault(wanted.name(), List.of())) {
      if (wanted.overlaps(offer.what())) {
        found.add(offer.by());
      }
    }
    if (basePrefixes.stream().anyMatch(wanted.name()::startsWith)) {
      found.add(BASE);
    }
    return found;
  }
}
