package dev.hermetic.core.internal.engine;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.internal.output.OutputPaths;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds files of the output that an input needs and none brings: neither another input of the run
 * nor what an earlier run left of the ecosystems that this one keeps.
 */
final class NeededFiles {
  private final Path output;
  private final Set<String> replaced;
  private final Set<RelPath> placed = new HashSet<>();

  /**
   * A check.
   *
   * @param output where the run will write, and an earlier one may have
   * @param replaced the ecosystems of the run, of whose earlier files nothing stays
   */
  NeededFiles(Path output, Set<String> replaced, Collection<Placement> placements) {
    this.output = output;
    this.replaced = Set.copyOf(replaced);
    placements.forEach(placement -> placed.add(placement.path()));
  }

  void check(List<Resolution> resolutions, List<HermeticException> problems) {
    for (Resolution resolution : resolutions) {
      resolution
          .needed()
          .forEach(
              (file, at) -> {
                RelPath path = OutputPaths.ofEcosystems(file);
                if (!placed.contains(path) && !isKept(path)) {
                  problems.add(missing(resolution, path, at));
                }
              });
    }
  }

  private boolean isKept(RelPath path) {
    return OutputPaths.ecosystem(path.value()).filter(id -> !replaced.contains(id)).isPresent()
        && Files.isRegularFile(path.under(output), LinkOption.NOFOLLOW_LINKS);
  }

  private static LockfileException missing(Resolution resolution, RelPath path, Location at) {
    return LockfileException.of(
        "input.needed-file",
        at,
        resolution.input().ecosystem() + " needs '" + path + "', which no input brings",
        "prefetch the input that brings it in the same run, or before",
        "or correct the name");
  }
}
