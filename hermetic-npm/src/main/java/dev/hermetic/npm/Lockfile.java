package dev.hermetic.npm;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.json.JsonNode;
import java.util.List;

/**
 * A lock that was read.
 *
 * @param file its text
 * @param root its JSON
 * @param version the lockfile version, 1 to 4
 * @param entries all packages, in the order of the text; those of both sections for version 2
 * @param links directories of the project that it links, relative to the source tree
 */
record Lockfile(
    SourceFile file, JsonNode root, int version, List<LockEntry> entries, List<RelPath> links) {

  /** Whether npm 7 and newer read only the {@code dependencies} tree. */
  boolean isLegacyOnly() {
    return root.object("packages").isEmpty();
  }

  /** Whether it says everything twice, as version 2 does. */
  boolean isInBothForms() {
    return !isLegacyOnly() && root.object("dependencies").isPresent();
  }
}
