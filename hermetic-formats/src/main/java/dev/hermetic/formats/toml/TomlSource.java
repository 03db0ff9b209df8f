package dev.hermetic.formats.toml;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/**
 * The file that values come from, and how their failures are told.
 *
 * @param typeCode the code of a value that is missing or of the wrong type
 */
record TomlSource(RelPath file, String typeCode, List<String> hints) {
  /** The line of a position; where the parser knows none, a place around it. */
  Location at(@Nullable TomlPosition position, Location otherwise) {
    return position == null ? otherwise : new Location(file, position.line());
  }

  LockfileException failure(Location at, String message) {
    return LockfileException.of(typeCode, at, message, hints.toArray(String[]::new));
  }
}
