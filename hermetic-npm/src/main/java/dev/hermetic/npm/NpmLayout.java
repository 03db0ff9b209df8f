package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.Template;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.json.JsonEdits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lays npm tarballs out under Hermeto's names and makes {@code npm ci} find them without a network:
 * by a lock rewritten to {@code file:} URLs, by a filled cache directory of npm, or by both.
 * Thread-safe.
 */
public final class NpmLayout implements CacheLayout {
  static final String ECOSYSTEM = "npm";

  /** The key of the lock entries that an artifact serves. */
  static final String ENTRY = "entry";

  /** The URL, where the lock states none. */
  static final String URL = "url";

  /** The registry npm has to be configured with, where the lock states no URL. */
  static final String REGISTRY = "registry";

  private static final String CACHE = "cache";

  /** Creates the layout; done by {@link java.util.ServiceLoader}. */
  public NpmLayout() {}

  @Override
  public String ecosystem() {
    return ECOSYSTEM;
  }

  @Override
  public BuildConfig complete(LayoutContext context) throws IOException, InterruptedException {
    List<EnvVar> environment = new ArrayList<>();
    List<ProjectFile> files = new ArrayList<>();
    CacheWriter cache = new CacheWriter(context, RelPath.of(CACHE).resolve("_cacache"));
    for (Resolution resolution : context.resolutions()) {
      NpmOptions options = NpmOptions.of(resolution.input().options());
      LockedInput input = LockedInput.read(context.source(), resolution);
      if (options.delivery().rewrites()) {
        files.addAll(rewritten(context, input));
      }
      if (options.delivery().caches()) {
        cache.add(input);
        Template directory = new Template(context.directory().text() + "/" + CACHE);
        environment.add(new EnvVar("npm_config_cache", directory));
        // Keeps npm from writing logs and notes into the cache, which is audited after the build
        // too.
        environment.add(EnvVar.of("npm_config_logs_max", "0"));
        environment.add(EnvVar.of("npm_config_update_notifier", "false"));
      }
      if (options.delivery() == NpmOptions.Delivery.CACHE) {
        new PackumentWriter(context, cache).add(input);
        // What lies in the cache is never fresh by its dates; this makes npm take it all the same.
        environment.add(EnvVar.of("npm_config_prefer_offline", "true"));
        for (Artifact artifact : resolution.artifacts()) {
          artifact
              .attribute(REGISTRY)
              .map(base -> new EnvVar("npm_config_registry", Template.literal(base)))
              .ifPresent(environment::add);
        }
      }
    }
    cache.finish();
    return BuildConfig.of(environment, files);
  }

  private static List<ProjectFile> rewritten(LayoutContext context, LockedInput input)
      throws IOException {
    List<ProjectFile> files = new ArrayList<>();
    LockedVersions versions = LockedVersions.of(input.lock());
    RelPath directory = input.resolution().input().path();
    Set<String> referenced = new TreeSet<>();
    for (SourceFile manifest : Manifests.of(context.source(), directory, input.lock())) {
      input.requireUnchanged(manifest);
      JsonEdits edit = new ManifestRewriter(manifest, versions, context::report).edit();
      if (!edit.isEmpty()) {
        files.add(ProjectFile.source(manifest.path(), edit.template()));
      }
      if (manifest.path().parent().equals(directory)) {
        referenced.addAll(SpecEdits.references(NpmJson.READER.read(manifest)));
      }
    }
    JsonEdits lock = new LockRewriter(context, input, referenced).edit();
    if (!lock.isEmpty()) {
      files.add(ProjectFile.source(input.lock().file().path(), lock.template()));
    }
    return files;
  }

  static LockfileException changed(RelPath file) {
    return LockfileException.of(
        "npm.changed",
        Location.of(file),
        "the file has changed since it was resolved",
        "run the prefetch again");
  }
}
