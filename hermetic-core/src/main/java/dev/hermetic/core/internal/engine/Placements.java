package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.output.OutputPaths;
import dev.hermetic.core.spi.CacheLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges the artifacts of all inputs into one list of files. The policy judges them when all are
 * known, since the pin of one covers the others that are the same file.
 */
final class Placements {
  /**
   * An artifact and its file.
   *
   * @param file the file, null when it has none
   * @param problem why it has none
   */
  private record Placed(
      Artifact artifact, @Nullable SharedFile file, @Nullable HermeticException problem) {}

  private final Path output;
  private final Map<String, PathClaims<SharedFile>> claims = new HashMap<>();
  private final List<Placed> placed = new ArrayList<>();
  private final Map<RelPath, SharedFile> files = new HashMap<>();

  Placements(Path output) {
    this.output = output;
  }

  void add(Resolution resolution, CacheLayout layout) {
    for (Artifact artifact : resolution.artifacts()) {
      try {
        SharedFile file = place(resolution.input().ecosystem(), artifact, layout);
        placed.add(new Placed(artifact, file, null));
      } catch (HermeticException problem) {
        placed.add(new Placed(artifact, null, problem));
      } catch (RuntimeException fault) {
        HermeticException problem =
            Failures.ofPlugin(
                artifact.ecosystem(), artifact + ": the layout has no place for it", fault);
        placed.add(new Placed(artifact, null, problem));
      }
    }
  }

  private SharedFile place(String ecosystem, Artifact artifact, CacheLayout layout) {
    RelPath place = layout.place(artifact);
    PathClaims<SharedFile> paths = claims.computeIfAbsent(ecosystem, PathClaims::new);
    SharedFile file = new SharedFile(ecosystem, artifact);
    SharedFile earlier = paths.claim(place, file);
    if (earlier == null) {
      RelPath path = OutputPaths.file(ecosystem, place);
      // A name that cannot be written is better found before the first download.
      path.under(output);
      files.put(path, file);
      return file;
    }
    Optional<String> obstacle = earlier.share(artifact);
    if (obstacle.isPresent()) {
      throw paths.collision(place, earlier.opponent(artifact), artifact, obstacle.get());
    }
    return earlier;
  }

  /** Adds all problems of each artifact, in their order. */
  void check(PolicyCheck policy, List<HermeticException> problems) {
    for (Placed one : placed) {
      SharedFile file = one.file();
      policy.check(
          one.artifact(),
          file == null ? one.artifact().expected() : file.expected(),
          problems::add);
      if (one.problem() != null) {
        problems.add(one.problem());
      }
    }
  }

  /** The files of the output, by path. */
  List<Placement> sorted() {
    List<Placement> sorted = new ArrayList<>(files.size());
    files.forEach(
        (path, file) -> sorted.add(Placement.of(file.ecosystem(), file.artifact(), path)));
    sorted.sort((a, b) -> FileEntry.compareUtf8(a.path().value(), b.path().value()));
    return sorted;
  }

  /** The artifacts of each file that is several, by path. */
  Map<String, List<Artifact>> shared() {
    Map<String, List<Artifact>> shared = new HashMap<>();
    files.forEach(
        (path, file) -> {
          List<Artifact> artifacts = file.artifacts();
          if (artifacts.size() > 1) {
            shared.put(path.value(), artifacts);
          }
        });
    return shared;
  }
}
