package dev.hermetic.examples;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.LayoutContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Puts gems side by side, lists them in {@code index.txt}, and points the client at them. */
public final class GemsLayout implements CacheLayout {
  /** A layout. */
  public GemsLayout() {}

  @Override
  public String ecosystem() {
    return GemsResolver.ECOSYSTEM;
  }

  @Override
  public BuildConfig complete(LayoutContext context) throws IOException {
    String index =
        context.resolutions().stream()
            .flatMap(resolution -> resolution.artifacts().stream())
            .map(artifact -> place(artifact).value())
            .distinct()
            .sorted()
            .map(name -> name + "\n")
            .collect(Collectors.joining());
    context.generate(RelPath.of("index.txt"), index.getBytes(StandardCharsets.UTF_8));
    return BuildConfig.of(List.of(new EnvVar("X_GEMS_DIR", context.directory())), List.of());
  }
}
