package dev.hermetic.npm;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.json.JsonReader;
import java.io.IOException;

/** How the JSON files of npm are read. */
final class NpmJson {
  /** Large enough for any lock that npm itself can hold, small enough for an ordinary heap. */
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  /** Entries of a lock lie below the document and its {@code packages}. */
  private static final int ENTRY_DEPTH = 2;

  /** Reads a lock or a {@code package.json}. */
  static final JsonReader READER =
      JsonReader.of("create the file again with npm install --package-lock-only")
          .folding(ENTRY_DEPTH);

  private NpmJson() {}

  /**
   * A file of the project.
   *
   * @throws dev.hermetic.core.LockfileException when it is missing, too large, outside the tree or
   *     not UTF-8
   * @throws IOException when reading fails
   */
  static SourceFile file(SourceTree source, RelPath path) throws IOException {
    return SourceFile.read(source, path, MAX_BYTES);
  }
}
