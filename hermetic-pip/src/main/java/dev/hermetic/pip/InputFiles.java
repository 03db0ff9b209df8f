package dev.hermetic.pip;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that an input reads: those that its options name, else {@code pylock.toml}, else {@code
 * requirements.txt}; and {@code requirements-build.txt}.
 *
 * @param pylocks locks as PEP 751 has them
 * @param requirements requirements files
 * @param buildRequirements requirements files for building sdists
 * @param passedOver a file that is there and not read
 */
record InputFiles(
    List<RelPath> pylocks,
    List<RelPath> requirements,
    List<RelPath> buildRequirements,
    Optional<RelPath> passedOver) {
  /** The lock of PEP 751. */
  static final String PYLOCK = "pylock.toml";

  /** What pip reads by convention. */
  static final String REQUIREMENTS = "requirements.txt";

  private static final String BUILD = "requirements-build.txt";

  /**
   * Finds them.
   *
   * @throws LockfileException with code {@code lockfile.missing} when there is none
   */
  static InputFiles of(SourceTree source, PackageInput input, PipOptions.Files options) {
    RelPath directory = input.path();
    boolean named = options.pylocks().isPresent() || options.requirements().isPresent();
    List<RelPath> pylocks = below(directory, options.pylocks().orElse(List.of()));
    List<RelPath> requirements = below(directory, options.requirements().orElse(List.of()));
    Optional<RelPath> passedOver = Optional.empty();
    if (!named) {
      pylocks = existing(source, directory.resolve(PYLOCK));
      requirements = existing(source, directory.resolve(REQUIREMENTS));
      if (!pylocks.isEmpty() && !requirements.isEmpty()) {
        passedOver = Optional.of(requirements.get(0));
        requirements = List.of();
      }
    }
    List<RelPath> build =
        options
            .buildRequirements()
            .map(paths -> below(directory, paths))
            .orElseGet(() -> existing(source, directory.resolve(BUILD)));
    if (pylocks.isEmpty() && requirements.isEmpty() && build.isEmpty()) {
      throw LockfileException.of(
          "lockfile.missing",
          Location.of(directory),
          "there is neither " + PYLOCK + " nor " + REQUIREMENTS,
          "create one, or name the files with 'pylock_files' or 'requirements_files'");
    }
    return new InputFiles(pylocks, requirements, build, passedOver);
  }

  private static List<RelPath> below(RelPath directory, List<RelPath> paths) {
    List<RelPath> files = new ArrayList<>();
    paths.forEach(path -> files.add(directory.resolve(path)));
    return files;
  }

  private static List<RelPath> existing(SourceTree source, RelPath file) {
    return source.isFile(file) ? List.of(file) : List.of();
  }

  /** Says that a file is not read, since nobody should have to guess. */
  Optional<Diagnostic> note() {
    return passedOver.map(
        file ->
            Diagnostic.info(
                    "pip.passed-over",
                    "not read, since there is a " + PYLOCK,
                    "name it with the option 'requirements_files' to read it")
                .at(Location.of(file)));
  }
}
