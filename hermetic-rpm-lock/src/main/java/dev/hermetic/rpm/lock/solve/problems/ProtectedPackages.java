package dev.hermetic.rpm.lock.solve.problems;

import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.search.Search;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Packages that must not go, whatever may (DNF, {@code protected_packages}). */
public final class ProtectedPackages {
  private ProtectedPackages() {}

  /** The names of those that would go and not be replaced by another version, sorted. */
  public static List<String> removed(Search search) {
    PackagePool pool = search.book().task().pool();
    Set<String> names = search.book().task().settings().protectedPackages();
    Set<String> gone = new TreeSet<>();
    for (int p = PackagePool.FIRST; p < pool.installedEnd(); p++) {
      String name = pool.texts().get(pool.name(p));
      if (names.contains(name) && !isThere(search, pool.name(p))) {
        gone.add(name);
      }
    }
    return List.copyOf(gone);
  }

  private static boolean isThere(Search search, int name) {
    PackagePool pool = search.book().task().pool();
    int at = pool.providers().ofName(name);
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      if (pool.name(p) == name && search.decisions().isInstalled(p)) {
        return true;
      }
    }
    return false;
  }
}
