package dev.hermetic.npm;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The packages of a lock that the bill of materials lists and nobody fetches: the project itself,
 * its workspaces, directories and tarballs of the source tree, and what is bundled in other
 * packages. Those of the source tree are told apart by where they lie in it.
 */
final class LockedComponents {
  static final String BUNDLED = "cdx:npm:package:bundled";
  static final String DEVELOPMENT = "cdx:npm:package:development";

  private final Lockfile lock;
  private final RelPath directory;
  private final Platform platform;
  private final List<Component> components = new ArrayList<>();

  private LockedComponents(Lockfile lock, RelPath directory, Platform platform) {
    this.lock = lock;
    this.directory = directory;
    this.platform = platform;
  }

  /**
   * The components of a lock, without those that the platform leaves out.
   *
   * @throws LockfileException when a bundled package has a name that npm does not allow, or a path
   *     leads out of the source tree
   */
  static List<Component> of(Lockfile lock, RelPath directory, Platform platform) {
    LockedComponents all = new LockedComponents(lock, directory, platform);
    all.project();
    for (LockEntry entry : lock.entries()) {
      // The older section of version 2 repeats what the newer one says.
      boolean counts = !entry.legacy() || lock.isLegacyOnly();
      if (counts && !platform.omits(entry)) {
        all.add(entry);
      }
    }
    return all.components;
  }

  /** A project without a name cannot be named in a bill of materials either. */
  private void project() {
    Optional<String> name = lock.root().text("name").filter(n -> !n.isEmpty());
    name.ifPresent(
        n -> {
          String version = lock.root().text("version").orElse("");
          components.add(Component.of(purl(n, version).withSubpath(directory), Map.of()));
        });
  }

  private void add(LockEntry entry) {
    if (entry.form() instanceof ResolvedForm.Bundled) {
      requireName(entry);
      component(entry, purl(entry.name(), entry.version()), true);
    } else if (entry.form() instanceof ResolvedForm.LocalDirectory local) {
      local(entry, local.path());
    } else if (entry.form() instanceof ResolvedForm.LocalTarball local) {
      local(entry, local.path());
    }
  }

  private static void requireName(LockEntry entry) {
    if (!PackageName.isValid(entry.name())) {
      throw LockedArtifacts.badName(entry);
    }
  }

  private void local(LockEntry entry, String text) {
    RelPath path = LocalPath.inside(directory, text, entry.location(), entry.path());
    String name = entry.name().isEmpty() ? lastSegment(path) : entry.name();
    if (!name.isEmpty()) {
      component(entry, purl(name, entry.version()).withSubpath(path), false);
    }
  }

  private static String lastSegment(RelPath path) {
    return path.value().substring(path.value().lastIndexOf('/') + 1);
  }

  private void component(LockEntry entry, Purl purl, boolean bundled) {
    Map<String, String> properties = new TreeMap<>();
    if (bundled) {
      properties.put(BUNDLED, "true");
    }
    if (entry.dev()) {
      properties.put(DEVELOPMENT, "true");
    }
    components.add(Component.of(purl, properties));
  }

  private static Purl purl(String name, String version) {
    return Purl.of("npm", PackageName.scope(name), PackageName.unscoped(name), version);
  }
}
