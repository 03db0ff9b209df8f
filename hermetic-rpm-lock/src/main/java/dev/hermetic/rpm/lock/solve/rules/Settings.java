package dev.hermetic.rpm.lock.solve.rules;

import java.util.Set;

/**
 * How to solve.
 *
 * @param weakDependencies whether recommended and supplementing packages are installed
 * @param downgrades whether an installed package may be replaced by an older one
 * @param bestOfAll whether a package that is to become the best may be replaced by whatever can;
 *     else by what an upgrade may bring too
 * @param obsoleteGroups whether of several names that obsolete the same all are taken
 * @param locales whether candidates are ordered by their languages and kernels
 * @param installOnlyLimit how many versions of a package may stand beside each other; 0 for any
 * @param protectedPackages the names of installed packages that must not go
 */
public record Settings(
    boolean weakDependencies,
    boolean downgrades,
    boolean bestOfAll,
    boolean obsoleteGroups,
    boolean locales,
    int installOnlyLimit,
    Set<String> protectedPackages) {
  private static final int DNF_LIMIT = 3;

  /** Copies what can change. */
  public Settings {
    protectedPackages = Set.copyOf(protectedPackages);
  }

  /** As DNF 4 does. */
  public static Settings dnf(boolean weakDependencies, boolean downgrades) {
    return new Settings(weakDependencies, downgrades, false, true, true, DNF_LIMIT, Set.of("dnf"));
  }

  /** As libsolv does when it is told nothing else. */
  public static Settings plain() {
    return new Settings(true, false, true, false, false, 0, Set.of());
  }
}
