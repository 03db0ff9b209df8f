package dev.hermetic.pip.requirements;

import dev.hermetic.core.Diagnostic;
import java.util.List;

/**
 * A converted lock and what was left out because the other form has no place for it.
 *
 * @param result the converted lock
 * @param notes what was left out, none of which changes what is installed
 */
public record Conversion<T>(T result, List<Diagnostic> notes) {
  /** Copies the notes. */
  public Conversion {
    notes = List.copyOf(notes);
  }
}
