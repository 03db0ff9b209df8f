package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.SourceFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A resolution joined with the lock that it came from.
 *
 * @param resolution the resolution
 * @param lock its lock, read again where the resolver's is gone
 * @param artifacts the artifacts by {@link LockEntry#key()}
 */
record LockedInput(Resolution resolution, Lockfile lock, Map<String, Artifact> artifacts) {
  /**
   * Joins them.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code npm.changed} when it is another
   * @throws IOException when reading fails
   */
  static LockedInput read(SourceTree source, Resolution resolution) throws IOException {
    Map<String, Artifact> artifacts = new TreeMap<>();
    for (Artifact artifact : resolution.artifacts()) {
      artifact.attribute(NpmLayout.ENTRY).ifPresent(key -> artifacts.put(key, artifact));
    }
    Optional<Lockfile> parsed = resolution.parsed(Lockfile.class);
    Lockfile lock = parsed.isPresent() ? parsed.get() : again(source, resolution);
    return new LockedInput(resolution, lock, artifacts);
  }

  private static Lockfile again(SourceTree source, Resolution resolution) throws IOException {
    Lockfile lock =
        LockfileReader.read(
            source,
            resolution.input().path(),
            changed -> {
              throw changed;
            });
    requireUnchanged(lock.file(), resolution);
    return lock;
  }

  private static void requireUnchanged(SourceFile file, Resolution resolution) {
    if (!file.sha256().equals(resolution.sources().get(file.path()))) {
      throw NpmLayout.changed(file.path());
    }
  }

  /** Fails when a file is not the one that was resolved. */
  void requireUnchanged(SourceFile file) {
    requireUnchanged(file, resolution);
  }

  /** The artifact of an entry; empty for entries that need none, or that were left out. */
  Optional<Artifact> artifact(LockEntry entry) {
    return Optional.ofNullable(artifacts.get(entry.key()));
  }

  /** The URL npm would ask for. */
  static String url(LockEntry entry, Artifact artifact) {
    return entry.form() instanceof ResolvedForm.Tarball tarball
        ? tarball.url()
        : artifact.attribute(NpmLayout.URL).orElseThrow();
  }
}
