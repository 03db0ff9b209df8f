package dev.hermetic.pip;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.Template;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.LayoutContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays distributions out flat under Hermeto's names, with a generated index beside them, and makes
 * pip and uv find them without a network. Thread-safe.
 */
public final class PipLayout implements CacheLayout {
  /** Creates the layout; done by {@link java.util.ServiceLoader}. */
  public PipLayout() {}

  @Override
  public String ecosystem() {
    return PipArtifact.ECOSYSTEM;
  }

  @Override
  public BuildConfig complete(LayoutContext context) throws IOException, InterruptedException {
    LocalIndex index = new LocalIndex(context);
    List<ProjectFile> files = new ArrayList<>();
    for (Resolution resolution : context.resolutions()) {
      index.add(resolution);
      InputDocuments documents = InputDocuments.of(context, resolution);
      files.addAll(new RewrittenFiles(context, resolution, documents).files());
      ClosureCheck.report(context, resolution, documents);
    }
    index.write();
    return BuildConfig.of(environment(context.directory()), files);
  }

  private static List<EnvVar> environment(Template directory) {
    Template links = new Template(directory.text() + "/" + LocalIndex.LINKS);
    return List.of(
        new EnvVar("PIP_FIND_LINKS", directory),
        EnvVar.of("PIP_NO_INDEX", "true"),
        new EnvVar("UV_FIND_LINKS", links),
        EnvVar.of("UV_NO_INDEX", "true"),
        EnvVar.of("UV_OFFLINE", "true"));
  }
}
