package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.SafeUri;
import java.util.List;
import java.util.Optional;

/**
 * Where a repository lies. dnf asks the metalink if there is one, else the list of mirrors, else
 * the base addresses in their order; the others are then not used.
 *
 * @param metalink a metalink document
 * @param mirrorlist a list of base addresses; a metalink, too, when its address has {@code
 *     metalink} in it
 * @param baseurls base addresses; a path of the file system is a {@code file:} address
 */
public record RepoAddress(
    Optional<SafeUri> metalink, Optional<SafeUri> mirrorlist, List<SafeUri> baseurls) {
  /** Copies the list. */
  public RepoAddress {
    baseurls = List.copyOf(baseurls);
  }
}
