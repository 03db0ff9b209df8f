package dev.hermetic.rpm.lock;

import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What people may have meant by a specification that means nothing. */
final class Suggestions {
  private static final int MOST = 5;
  private static final int MOST_CHANGES = 2;
  private static final int LONGEST = 100;

  /** Who comes first is nearer. */
  private record Near(String name, int distance) {}

  private final SortedMap<String, SortedSet<String>> versions = new TreeMap<>();

  Suggestions(PackagePool pool) {
    for (int p = pool.installedEnd(); p < pool.size(); p++) {
      if (pool.isInstallable(p)) {
        versions
            .computeIfAbsent(pool.texts().get(pool.name(p)), name -> new TreeSet<>())
            .add(pool.evrs().text(pool.evr(p)));
      }
    }
  }

  /** Versions of the package, or names that are like it; the nearest first, at most five. */
  List<String> of(String spec) {
    String name = spec.strip().split("\\s", 2)[0];
    for (int hyphen = name.lastIndexOf('-');
        hyphen > 0;
        hyphen = name.lastIndexOf('-', hyphen - 1)) {
      SortedSet<String> known = versions.get(name.substring(0, hyphen));
      if (known != null) {
        String found = name.substring(0, hyphen);
        return known.stream().limit(MOST).map(version -> found + "-" + version).toList();
      }
    }
    return name.length() > LONGEST || name.startsWith("/") ? List.of() : alike(name);
  }

  private List<String> alike(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<Near> near = new ArrayList<>();
    for (String known : versions.keySet()) {
      String other = known.toLowerCase(Locale.ROOT);
      int distance = distance(wanted, other);
      if (distance <= MOST_CHANGES && distance < wanted.length()) {
        near.add(new Near(known, distance));
      } else if (wanted.length() > MOST_CHANGES && other.contains(wanted)) {
        near.add(new Near(known, MOST_CHANGES + other.length() - wanted.length()));
      }
    }
    near.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::name));
    return near.stream().limit(MOST).map(Near::name).toList();
  }

  /** How many letters must change; more than two are not counted exactly. */
  private static int distance(String left, String right) {
    if (Math.abs(left.length() - right.length()) > MOST_CHANGES) {
      return MOST_CHANGES + 1;
    }
    int[] before = new int[right.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[before.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[right.length()];
  }
}
