package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds out for which platform modules are meant. */
public final class PlatformId {
  private static final String PREFIX = "base-module(";

  private PlatformId() {}

  /**
   * The {@code base-module(platform:el9)} of the newest packages that provide {@code
   * system-release}: of those that are available when they agree on one, else of those that are
   * installed; empty when there is none.
   */
  public static String detect(PackagePool pool) {
    IntList latest = latest(pool);
    String available = only(pool, latest, false);
    return available.isEmpty() ? only(pool, latest, true) : available;
  }

  private static IntList latest(PackagePool pool) {
    IntList releases = new IntList();
    int text = pool.texts().intern("system-release");
    pool.lists().copy(pool.providers().ofName(text), releases);
    Map<Integer, Integer> best = new HashMap<>();
    for (int p : releases.toArray()) {
      if (counts(pool, p)) {
        best.merge(pool.name(p), p, (a, b) -> pool.compareVersions(a, b) >= 0 ? a : b);
      }
    }
    IntList latest = new IntList();
    for (int p : releases.toArray()) {
      Integer newest = best.get(pool.name(p));
      if (newest != null && counts(pool, p) && pool.compareVersions(p, newest) == 0) {
        latest.add(p);
      }
    }
    return latest;
  }

  private static boolean counts(PackagePool pool, int p) {
    return pool.isInstalled(p) || !pool.isExcluded(p);
  }

  private static String only(PackagePool pool, IntList packages, boolean installed) {
    Set<String> found = new TreeSet<>();
    for (int p : packages.toArray()) {
      if (pool.isInstalled(p) == installed) {
        collect(pool, p, found);
      }
    }
    String id = found.size() == 1 ? found.iterator().next() : "";
    int colon = id.indexOf(':');
    return colon > 0 && colon < id.length() - 1 ? id : "";
  }

  private static void collect(PackagePool pool, int p, Set<String> found) {
    int at = pool.dependencies(p, DependencyKind.PROVIDES);
    for (int offer; (offer = pool.entries().get(at)) != 0; at++) {
      if (!pool.dependencies().isJoined(offer)) {
        String name = pool.texts().get(pool.dependencies().left(offer));
        if (name.startsWith(PREFIX) && name.endsWith(")")) {
          found.add(name.substring(PREFIX.length(), name.length() - 1));
        }
      }
    }
  }
}
