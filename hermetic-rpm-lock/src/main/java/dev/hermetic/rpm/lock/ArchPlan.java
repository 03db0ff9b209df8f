package dev.hermetic.rpm.lock;

import dev.hermetic.rpm.lock.input.RepoSettings;
import dev.hermetic.rpm.repodata.PackageTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what is locked for one architecture.
 *
 * @param arch the architecture
 * @param repositories where packages come from, as given
 * @param base what is installed; null for nothing
 * @param request what is asked for
 * @param how how it is to be solved
 * @param pins the versions that packages are held at, by their names; empty for a lock from scratch
 */
record ArchPlan(
    String arch,
    List<RepoSettings> repositories,
    @Nullable PackageTable base,
    PackageRequest request,
    How how,
    Map<String, Set<String>> pins) {
  /**
   * How to solve.
   *
   * @param erasing whether installed packages may go
   * @param weak whether recommended packages are wanted
   * @param sources whether the source packages are locked, too
   * @param strict whether all that is asked for must be had
   * @param best whether only the best version of what is asked for will do
   * @param allArches whether packages of all architectures that go are asked for
   * @param platform the platform that modules are built for; empty when it is to be found
   */
  record How(
      boolean erasing,
      boolean weak,
      boolean sources,
      boolean strict,
      boolean best,
      boolean allArches,
      Optional<String> platform) {
    How withErasing() {
      return new How(true, weak, sources, strict, best, allArches, platform);
    }
  }

  /** The same with other pins. */
  ArchPlan withPins(Map<String, Set<String>> others) {
    return new ArchPlan(arch, repositories, base, request, how, others);
  }

  /** The same in another way. */
  ArchPlan withErasing() {
    return new ArchPlan(arch, repositories, base, request, how.withErasing(), pins);
  }
}
