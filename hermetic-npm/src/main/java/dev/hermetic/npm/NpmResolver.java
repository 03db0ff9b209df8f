package dev.hermetic.npm;

import dev.hermetic.core.Digest;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.Resolution.Component;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.core.spi.SourceFile;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds what an npm package directory pins: every tarball of {@code npm-shrinkwrap.json} or {@code
 * package-lock.json}, lockfile versions 1 to 4. Reads files only; thread-safe.
 *
 * <p>Options: {@code omit} ({@code dev}, {@code optional}), {@code os}, {@code cpu}, {@code libc},
 * and {@code delivery} ({@code file}, {@code cache}, {@code both}).
 */
public final class NpmResolver implements Resolver {
  /** Creates the resolver; done by {@link java.util.ServiceLoader}. */
  public NpmResolver() {}

  @Override
  public String ecosystem() {
    return NpmLayout.ECOSYSTEM;
  }

  /**
   * Resolves one package directory.
   *
   * @throws dev.hermetic.core.LockfileException with a code that begins with {@code npm.} or {@code
   *     lockfile.} when the lock cannot be used
   * @throws dev.hermetic.core.InputException when an option is not known
   */
  @Override
  public Resolution resolve(PackageInput input, ResolveContext context)
      throws IOException, InterruptedException {
    Taken taken = take(input, context);
    Resolution resolution =
        Resolution.of(input, taken.pinned().artifacts(), taken.sources())
            .withComponents(taken.components());
    Optional<Lockfile> lock = Optional.ofNullable(taken.lock().get());
    return lock.map(resolution::withParsed).orElse(resolution);
  }

  /**
   * What is taken from a lock before the artifacts are made, which take as much memory again.
   *
   * @param lock may go where memory is short
   */
  private record Taken(
      LockedArtifacts pinned,
      Map<RelPath, Digest> sources,
      List<Component> components,
      SoftReference<Lockfile> lock) {}

  // A method of its own: while it runs, its frame holds the lock.
  private static Taken take(PackageInput input, ResolveContext context)
      throws IOException, InterruptedException {
    NpmOptions options = NpmOptions.of(input.options());
    Platform platform = new Platform(options);
    Map<RelPath, Digest> sources = new TreeMap<>();
    Lockfile lock = LockfileReader.read(context.source(), input.path(), context::problem);
    sources.put(lock.file().path(), lock.file().sha256());
    for (SourceFile manifest : Manifests.of(context.source(), input.path(), lock)) {
      sources.put(manifest.path(), manifest.sha256());
    }
    Npmrc npmrc = npmrc(input.path(), context, sources);
    Registries registries = new Registries(context, npmrc, input.path(), lock.entries());
    registries.askIfNeeded(lock.entries());
    warn(lock, options, context);
    LockedArtifacts pinned = new LockedArtifacts(context, input.path(), registries, platform);
    pinned.take(lock);
    List<Component> components = components(lock, input.path(), platform, context);
    return new Taken(pinned, sources, components, new SoftReference<>(lock));
  }

  private static void warn(Lockfile lock, NpmOptions options, ResolveContext context) {
    if (options.delivery() == NpmOptions.Delivery.FILE) {
      InnerShrinkwraps.report(lock, context::report);
    }
    if (options.delivery() == NpmOptions.Delivery.CACHE) {
      BundledAlias.report(lock, context::report);
    }
  }

  private static List<Component> components(
      Lockfile lock, RelPath directory, Platform platform, ResolveContext context) {
    try {
      return LockedComponents.of(lock, directory, platform);
    } catch (LockfileException unusable) {
      context.problem(unusable);
      return List.of();
    }
  }

  private static Npmrc npmrc(
      RelPath directory, ResolveContext context, Map<RelPath, Digest> sources) throws IOException {
    RelPath path = directory.resolve(".npmrc");
    if (!context.source().isFile(path)) {
      return Npmrc.nothing();
    }
    SourceFile file = NpmJson.file(context.source(), path);
    sources.put(path, file.sha256());
    return Npmrc.parse(path.value(), file.text(), context::variable);
  }
}
