package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.output.OutputPaths;
import dev.hermetic.core.spi.CacheLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merges the artifacts of all inputs into one list of files, checking each of them. */
final class Placements {
  private final PolicyCheck policy;
  private final List<HermeticException> problems;
  private final Map<String, Claims> claims = new HashMap<>();
  private final Map<String, Artifact> first = new HashMap<>();
  private final Map<String, List<Artifact>> twins = new HashMap<>();
  private final List<Placement> placements = new ArrayList<>();

  Placements(PolicyCheck policy, List<HermeticException> problems) {
    this.policy = policy;
    this.problems = problems;
  }

  void add(Resolution resolution, CacheLayout layout) {
    for (Artifact artifact : resolution.artifacts()) {
      try {
        policy.check(artifact);
        place(resolution.input().ecosystem(), artifact, layout);
      } catch (HermeticException problem) {
        problems.add(problem);
      } catch (RuntimeException fault) {
        problems.add(
            Failures.ofPlugin(
                artifact.ecosystem(), artifact + ": the layout has no place for it", fault));
      }
    }
  }

  private void place(String ecosystem, Artifact artifact, CacheLayout layout) {
    RelPath place = layout.place(artifact);
    boolean isNew =
        claims.computeIfAbsent(ecosystem, Claims::new).claim(place, identity(artifact), artifact);
    RelPath path = OutputPaths.file(ecosystem, place);
    if (isNew) {
      placements.add(new Placement(artifact, path));
      first.put(path.value(), artifact);
    } else if (!artifact.equals(first.get(path.value()))) {
      twins.computeIfAbsent(path.value(), p -> new ArrayList<>()).add(artifact);
    }
  }

  // Equal strong digests prove equal bytes; without one, the same origin under the same pin does.
  private static String identity(Artifact artifact) {
    return artifact
        .expected()
        .strongest()
        .filter(digest -> digest.algorithm().isStrong())
        .map(digest -> digest + " " + artifact.expected().all())
        .orElseGet(() -> artifact.locators() + " " + artifact.expected());
  }

  List<Placement> sorted() {
    placements.sort((a, b) -> FileEntry.compareUtf8(a.path().value(), b.path().value()));
    return placements;
  }

  Map<String, List<Artifact>> twins() {
    return twins;
  }
}
