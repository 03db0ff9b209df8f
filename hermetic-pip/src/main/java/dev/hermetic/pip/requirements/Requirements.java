package dev.hermetic.pip.requirements;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A requirements file and all files it includes by {@code -r} and {@code -c}, read as pip reads
 * them. Immutable.
 *
 * @see <a href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">the format</a>
 */
public final class Requirements {
  private final List<RequirementsFile> files;
  private final List<RequirementLine> all;
  private final List<GlobalOption> options;

  Requirements(
      List<RequirementsFile> files, List<RequirementLine> all, List<GlobalOption> options) {
    this.files = List.copyOf(files);
    this.all = List.copyOf(all);
    this.options = List.copyOf(options);
  }

  /**
   * Reads a file and what it includes. Paths of files are relative to the including file, those of
   * local projects to the directory of the first one.
   *
   * @param tree the project
   * @param file the first file
   * @param variables what stands for <code>${NAME}</code>; empty or empty text is a failure
   * @throws LockfileException with code {@code pip.option} for an option that does not exist or
   *     cannot be honoured, {@code pip.requirement}, {@code pip.hash}, {@code pip.include}, {@code
   *     pip.variable}, {@code pip.size}, {@code lockfile.encoding} and those of the source tree
   * @throws PrefetchFailedException with all of them when there are several
   * @throws IOException when reading fails
   */
  public static Requirements read(
      SourceTree tree, RelPath file, Function<String, Optional<String>> variables)
      throws IOException {
    return new RequirementsReader(tree, file, variables).read();
  }

  /** Every file once, in the order in which they are first included. */
  public List<RequirementsFile> files() {
    return files;
  }

  /**
   * What is asked for, in pip's order: an included file's lines stand where it is included, and
   * again where it is included again. Constraints are left out.
   */
  public List<RequirementLine> requirements() {
    return all.stream().filter(line -> !line.isConstraint()).toList();
  }

  /** What limits versions, in pip's order. */
  public List<RequirementLine> constraints() {
    return all.stream().filter(RequirementLine::isConstraint).toList();
  }

  /** Requirements and constraints together, in pip's order. */
  List<RequirementLine> all() {
    return all;
  }

  /** The options that stand for all files, in pip's order. */
  public List<GlobalOption> options() {
    return options;
  }

  /** Whether an option is given anywhere. */
  public boolean has(PipOption option) {
    return options.stream().anyMatch(use -> use.option() == option);
  }

  /**
   * The indexes that pip would ask: the last {@code --index-url} and what {@code --extra-index-url}
   * adds behind it; nothing after {@code --no-index}.
   *
   * @param defaults the indexes that hold when the files name none
   */
  public List<String> indexes(List<String> defaults) {
    return IndexChoice.of(options, defaults);
  }

  /** Which packages come as wheels, as sdists, or as either. */
  public BinaryRules binaryRules() {
    return BinaryRules.of(options);
  }

  /** Whether every requirement needs a hash: it is demanded, or one of them has one. */
  public boolean requireHashes() {
    return has(PipOption.REQUIRE_HASHES)
        || !has(PipOption.NO_REQUIRE_HASHES)
            && all.stream().anyMatch(line -> !line.hashes().isEmpty());
  }

  /** Findings that are no failures: options that have no effect here. */
  public List<Diagnostic> warnings() {
    return options.stream()
        .filter(use -> use.option() == PipOption.TRUSTED_HOST)
        .map(
            use ->
                Diagnostic.warning(
                        "pip.trusted-host",
                        use.location()
                            + ": --trusted-host has no effect; certificates are always checked",
                        "give the certificate authority of the host in the settings")
                    .at(use.location()))
        .toList();
  }
}
