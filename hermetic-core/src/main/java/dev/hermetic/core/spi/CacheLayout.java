package dev.hermetic.core.spi;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.RelPath;
import java.io.IOException;

/**
 * Says where artifacts lie for the native client, and what makes the client look there. Found and
 * used like a {@link Resolver}.
 */
public interface CacheLayout {
  /** The ecosystem, as in {@link Resolver#ecosystem()}. */
  String ecosystem();

  /**
   * The place of an artifact, relative to {@code deps/<ecosystem>}. A pure function, called while
   * planning, before the first download, from any thread. Two artifacts may share a place only when
   * their bytes are provably the same. What the resolver chose with {@link Artifact.Builder#place},
   * unless a layout knows better.
   *
   * @throws LayoutException with code {@code layout.path} when no place was chosen
   */
  default RelPath place(Artifact artifact) {
    return artifact
        .place()
        .orElseThrow(
            () ->
                LayoutException.builder("layout.path")
                    .subject(artifact.display())
                    .message(
                        artifact + ": the " + artifact.ecosystem() + " resolver gives it no place")
                    .build());
  }

  /**
   * Writes what the native client needs beside the artifacts, once all artifacts of this ecosystem
   * are verified; called once per ecosystem and run, on any thread, while those of other ecosystems
   * may still be on their way.
   *
   * @return environment variables and project files
   * @throws IOException when reading artifacts or generating files fails
   * @throws InterruptedException when the run is cancelled
   */
  default BuildConfig complete(LayoutContext context) throws IOException, InterruptedException {
    return BuildConfig.empty();
  }
}
