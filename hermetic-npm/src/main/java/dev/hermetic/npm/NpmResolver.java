package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.Resolution.Component;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Map<RelPath, Digest> sources = new TreeMap<>();
    List<Component> components = new ArrayList<>();
    // The lock is gone when the artifacts are made: both at once would need twice the memory.
    List<Artifact> artifacts = read(input, context, sources, components).artifacts();
    return Resolution.of(input, artifacts, sources).withComponents(components);
  }

  private static LockedArtifacts read(
      PackageInput input,
      ResolveContext context,
      Map<RelPath, Digest> sources,
      List<Component> components)
      throws IOException, InterruptedException {
    NpmOptions options = NpmOptions.of(input.options());
    Lockfile lock = LockfileReader.read(context.source(), input.path());
    Npmrc npmrc = npmrc(input.path(), context, sources);
    Registries registries = new Registries(context, npmrc, input.path(), lock.entries());
    registries.askIfNeeded(lock.entries());
    Platform platform = new Platform(options);
    LockedArtifacts artifacts = new LockedArtifacts(context, input.path(), registries, platform);
    sources.put(lock.file().path(), lock.file().sha256());
    for (ProjectText manifest : Manifests.of(context.source(), input.path(), lock)) {
      sources.put(manifest.path(), manifest.sha256());
    }
    if (options.delivery() == NpmOptions.Delivery.FILE) {
      InnerShrinkwraps.report(lock, context::report);
    }
    if (options.delivery() == NpmOptions.Delivery.CACHE) {
      BundledAlias.report(lock, context::report);
    }
    artifacts.take(lock);
    components.addAll(LockedComponents.of(lock, input.path(), platform));
    return artifacts;
  }

  private static Npmrc npmrc(
      RelPath directory, ResolveContext context, Map<RelPath, Digest> sources) throws IOException {
    RelPath path = directory.resolve(".npmrc");
    if (!context.source().isFile(path)) {
      return Npmrc.nothing();
    }
    ProjectText file = ProjectText.read(context.source(), path);
    sources.put(path, file.sha256());
    return Npmrc.parse(path.value(), file.text(), context::variable);
  }
}
