package dev.hermetic.core.internal.output;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.internal.manifest.BuildConfigFile;
import dev.hermetic.core.internal.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * Where things lie in an output, as Hermeto has it: each ecosystem below a directory of its own,
 * beside what belongs to none. Paths are relative to the output and have slashes.
 */
public final class OutputPaths {
  /** The bill of materials. */
  public static final String BOM = "bom.json";

  /** The files that belong to no ecosystem. */
  public static final List<String> COMMON = List.of(BuildConfigFile.PATH, BOM, Manifest.PATH);

  private static final String DEPENDENCIES = "deps/";

  private OutputPaths() {}

  /** The directory of an ecosystem, {@code deps/npm}. */
  public static String directory(String ecosystem) {
    return DEPENDENCIES + ecosystem;
  }

  /** A file of an ecosystem, {@code deps/npm/lodash-4.17.21.tgz}. */
  public static RelPath file(String ecosystem, RelPath place) {
    return new RelPath(DEPENDENCIES + ecosystem + "/" + place.value());
  }

  /** A file that is named by an ecosystem and its place there: {@code npm/lodash-4.17.21.tgz}. */
  public static RelPath ofEcosystems(RelPath file) {
    return new RelPath(DEPENDENCIES + file.value());
  }

  /** The ecosystem whose file a path is; empty for what belongs to none. */
  public static Optional<String> ecosystem(String path) {
    int end = path.indexOf('/', DEPENDENCIES.length());
    return isDependency(path) && end > DEPENDENCIES.length()
        ? Optional.of(path.substring(DEPENDENCIES.length(), end))
        : Optional.empty();
  }

  /** Whether a path lies where ecosystems put their files. */
  static boolean isDependency(String path) {
    return path.startsWith(DEPENDENCIES);
  }
}
