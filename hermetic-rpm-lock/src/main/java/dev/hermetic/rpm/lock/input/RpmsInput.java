package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import java.util.List;
import java.util.Optional;

/**
 * The content of one {@code rpms.in.yaml}.
 *
 * @param file the file, relative to the source tree
 * @param sha256 the digest of its bytes
 * @param origins where the repositories are described
 * @param wanted what is asked for
 * @param arches the architectures in the order of the file, each once; empty when it says none
 * @param context what the packages come on top of; empty when it does not say
 * @param variables where the values of {@code {key}} come from
 * @param settings how the choice is made
 */
public record RpmsInput(
    RelPath file,
    Digest sha256,
    List<RepoOrigin> origins,
    RequestedPackages wanted,
    List<String> arches,
    Optional<InputContext> context,
    List<VariableSource> variables,
    InputSettings settings) {
  /** Copies the lists. */
  public RpmsInput {
    origins = List.copyOf(origins);
    arches = List.copyOf(arches);
    variables = List.copyOf(variables);
  }
}
