package dev.hermetic.pip;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.pip.requirements.Requirements;
import dev.hermetic.pip.requirements.RequirementsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The locks and requirements files of an input, as the resolver read them. Immutable. */
final class InputDocuments {
  private final Pylocks locks;
  private final Map<RelPath, Requirements> requirements;

  InputDocuments(Pylocks locks, Map<RelPath, Requirements> requirements) {
    this.locks = locks;
    this.requirements = Collections.unmodifiableMap(new TreeMap<>(requirements));
  }

  /**
   * What the resolver parsed; read again where memory was too short to keep it.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code pip.changed} when a file is
   *     another than was resolved
   * @throws IOException when reading fails
   */
  static InputDocuments of(LayoutContext context, Resolution resolution) throws IOException {
    Optional<InputDocuments> parsed = resolution.parsed(InputDocuments.class);
    return parsed.isPresent() ? parsed.get() : again(context, resolution);
  }

  private static InputDocuments again(LayoutContext context, Resolution resolution)
      throws IOException {
    PipOptions given = PipOptions.of(resolution.input().options());
    InputFiles files = InputFiles.of(context.source(), resolution.input(), given.files());
    for (RelPath lock : files.pylocks()) {
      ProjectDigest.requireUnchanged(context.source(), lock, resolution);
    }
    Pylocks locks =
        Pylocks.read(
            context.source(),
            files.pylocks(),
            finding -> {},
            unusable -> {
              throw unusable;
            });
    PipOptions options = locks.withTargets(given, finding -> {});
    Map<RelPath, Requirements> requirements = new TreeMap<>();
    List<RelPath> names = new ArrayList<>(files.requirements());
    names.addAll(files.buildRequirements());
    for (RelPath file : names) {
      Requirements read =
          Requirements.read(context.source(), file, options.variables(context::variable));
      for (RequirementsFile each : read.files()) {
        ProjectDigest.requireUnchanged(context.source(), each.path(), resolution);
      }
      requirements.put(file, read);
    }
    return new InputDocuments(locks, requirements);
  }

  /** The locks. */
  Pylocks locks() {
    return locks;
  }

  /** A requirements file of the input, with those that it includes. */
  Requirements requirements(RelPath file) {
    return Objects.requireNonNull(requirements.get(file));
  }
}
