package dev.hermetic.pip.requirements;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import java.util.List;

/**
 * A logical line split in two: a requirement, whose markers hold quotes that a shell would take
 * away, and the options behind it, which are split as a shell would.
 *
 * @param line the line
 * @param at where it stands
 * @param requirementEnd where the requirement ends in the line, 0 when there is none
 * @param options the options
 */
record ParsedLine(
    LogicalLine line, Location at, int requirementEnd, List<LineOptions.Use> options) {

  /**
   * Parses a line.
   *
   * @throws LockfileException with code {@code pip.option}
   */
  static ParsedLine of(LogicalLine line, Location at) {
    int options = startOfOptions(line.text());
    List<LineOptions.Use> uses =
        LineOptions.read(
            line.text(),
            options,
            reason ->
                LockfileException.of(
                    "pip.option",
                    at,
                    reason,
                    "write one requirement or option to a line, as pip's documentation has them"));
    return new ParsedLine(line, at, Math.max(0, options - 1), uses);
  }

  /** The first word that begins with a dash; only blanks part words here. */
  private static int startOfOptions(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) != '-') {
      int blank = text.indexOf(' ', start);
      start = blank < 0 ? text.length() + 1 : blank + 1;
    }
    return start;
  }

  /** The requirement; empty when the line has options only. */
  String requirement() {
    return line.text().substring(0, requirementEnd);
  }

  boolean hasRequirement() {
    return requirementEnd > 0;
  }
}
