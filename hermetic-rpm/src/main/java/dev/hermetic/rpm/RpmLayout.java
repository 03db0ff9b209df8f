package dev.hermetic.rpm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.LayoutContext;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lays packages out as repositories, {@code <arch>/<repoid>/<file>} with {@code repodata} beside
 * them, and makes dnf use them by {@code <arch>/repos.d/hermeto.repo}. Thread-safe.
 */
public final class RpmLayout implements CacheLayout {
  static final String ECOSYSTEM = "rpm";

  /** Creates the layout; done by {@link java.util.ServiceLoader}. */
  public RpmLayout() {}

  @Override
  public String ecosystem() {
    return ECOSYSTEM;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the artifact was not made by the resolver
   */
  @Override
  public RelPath place(Artifact artifact) {
    return RelPath.of(
        artifact
            .attribute(LockedArtifacts.PLACE)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        artifact.display() + " was not made by the rpm resolver")));
  }

  @Override
  public BuildConfig complete(LayoutContext context) throws IOException, InterruptedException {
    RepoFiles repoFiles = new RepoFiles(context.directory());
    for (Resolution resolution : context.resolutions()) {
      RpmOptions options = RpmOptions.of(resolution.input().options());
      SortedSet<Repository> repositories = new TreeSet<>();
      resolution.artifacts().forEach(a -> repositories.add(Repository.of(place(a))));
      repositories.forEach(repository -> repoFiles.add(repository, options));
    }
    return BuildConfig.of(List.of(), repoFiles.projectFiles());
  }
}
