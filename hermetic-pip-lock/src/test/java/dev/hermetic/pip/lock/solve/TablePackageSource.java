package dev.hermetic.pip.lock.solve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Packages in a table, newest version first; {@code root} is version 1 of the root. */
final class TablePackageSource implements PackageSource<String, Integer> {
  private final Map<String, TreeMap<Integer, List<Dependency<String, Integer>>>> table =
      new LinkedHashMap<>();

  TablePackageSource put(String name, int version, Object... needs) {
    List<Dependency<String, Integer>> list = new ArrayList<>();
    for (int i = 0; i < needs.length; i += 2) {
      @SuppressWarnings("unchecked")
      Ranges<Integer> versions = (Ranges<Integer>) needs[i + 1];
      list.add(need((String) needs[i], versions));
    }
    return put(name, version, list);
  }

  TablePackageSource put(String name, int version, List<Dependency<String, Integer>> needs) {
    table.computeIfAbsent(name, key -> new TreeMap<>()).put(version, List.copyOf(needs));
    return this;
  }

  static Dependency<String, Integer> need(String name, Ranges<Integer> versions) {
    return new Dependency<>(name, versions, false, name + " " + versions);
  }

  Map<String, TreeMap<Integer, List<Dependency<String, Integer>>>> table() {
    return table;
  }

  @Override
  public Optional<Integer> choose(String subject, Ranges<Integer> versions) {
    return table.getOrDefault(subject, new TreeMap<>()).descendingKeySet().stream()
        .filter(versions::contains)
        .findFirst();
  }

  @Override
  public String reason(String subject, Ranges<Integer> versions) {
    return table.containsKey(subject) ? "" : "it does not exist";
  }

  @Override
  public Needs<String, Integer> needs(String subject, Integer version) {
    return Needs.of(table.get(subject).get(version));
  }
}
