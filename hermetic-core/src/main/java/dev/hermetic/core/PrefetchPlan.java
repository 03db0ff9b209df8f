package dev.hermetic.core;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run will do, before it does it: pure data, nothing fetched but index metadata. Can
 * be shown, compared with another one, and run. Immutable; equal plans are equal.
 *
 * @see Prefetch#plan
 * @see Prefetch#run(PrefetchPlan)
 */
public final class PrefetchPlan {
  /** An artifact and where it will lie. Immutable. */
  public static final class Placement {
    private final String ecosystem;
    private final Artifact artifact;
    private final RelPath path;

    private Placement(String ecosystem, Artifact artifact, RelPath path) {
      this.ecosystem = ecosystem;
      this.artifact = artifact;
      this.path = path;
    }

    /**
     * A placement; used by the engine.
     *
     * @param ecosystem the ecosystem whose layout chose the place
     * @param path the file, relative to the output directory
     */
    public static Placement of(String ecosystem, Artifact artifact, RelPath path) {
      return new Placement(ecosystem, artifact, path);
    }

    /** The id of the ecosystem whose layout chose the place. */
    public String ecosystem() {
      return ecosystem;
    }

    /** The artifact. */
    public Artifact artifact() {
      return artifact;
    }

    /** The file, relative to the output directory: {@code deps/npm/lodash-4.17.21.tgz}. */
    public RelPath path() {
      return path;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Placement that
          && ecosystem.equals(that.ecosystem)
          && artifact.equals(that.artifact)
          && path.equals(that.path);
    }

    @Override
    public int hashCode() {
      return 31 * path.hashCode() + artifact.hashCode();
    }

    /** {@code deps/npm/lodash-4.17.21.tgz: lodash@4.17.21}. */
    @Override
    public String toString() {
      return path + ": " + artifact.display();
    }
  }

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

  /** The sum of the sizes in bytes; empty when the locks leave the size of any file open. */
  public OptionalLong declaredBytes() {
    return sizesUnknown() == 0 ? OptionalLong.of(leastBytes()) : OptionalLong.empty();
  }

  /** The sum of those sizes that the locks declare, in bytes. */
  public long leastBytes() {
    return placements.stream().mapToLong(p -> p.artifact().size().orElse(0)).sum();
  }

  /** The number of files whose size no lock declares. */
  public int sizesUnknown() {
    return (int) placements.stream().filter(p -> p.artifact().size().isEmpty()).count();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PrefetchPlan that
        && request.equals(that.request)
        && resolutions.equals(that.resolutions)
        && placements.equals(that.placements)
        && diagnostics.equals(that.diagnostics);
  }

  @Override
  public int hashCode() {
    return Objects.hash(request, placements);
  }

  /** One line for people. */
  @Override
  public String toString() {
    return placements.size()
        + " files, "
        + (sizesUnknown() == 0 ? "" : "at least ")
        + leastBytes()
        + " bytes, for "
        + request.inputs();
  }
}
