package dev.hermetic.core;

import java.util.List;

/**
 * Everything a run will do, before it does it: pure data, nothing fetched but index metadata.
 *
 * @see Prefetch#plan
 */
public final class PrefetchPlan {
  /**
   * An artifact and where it will lie.
   *
   * @param artifact the artifact
   * @param path the file, relative to the output directory: {@code deps/npm/lodash-4.17.21.tgz}
   */
  public record Placement(Artifact artifact, RelPath path) {}

  private final PrefetchRequest request;
  private final List<Resolution> resolutions;
  private final List<Placement> placements;
  private final List<Diagnostic> diagnostics;

  /** A plan; used by the engine. */
  public PrefetchPlan(
      PrefetchRequest request,
      List<Resolution> resolutions,
      List<Placement> placements,
      List<Diagnostic> diagnostics) {
    this.request = request;
    this.resolutions = List.copyOf(resolutions);
    this.placements = List.copyOf(placements);
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The request it answers. */
  public PrefetchRequest request() {
    return request;
  }

  /** What each input needs, in the order of the inputs. */
  public List<Resolution> resolutions() {
    return resolutions;
  }

  /** Where each file will lie, sorted by path; one entry per path. */
  public List<Placement> placements() {
    return placements;
  }

  /** Findings that do not stop the run. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The sum of the sizes that locks declare, in bytes. */
  public long declaredBytes() {
    return placements.stream().mapToLong(p -> p.artifact().size().orElse(0)).sum();
  }
}
