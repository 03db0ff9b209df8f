package dev.hermetic.pip.requirements;

import dev.hermetic.core.RelPath;
import java.util.List;

/** One requirements file: its text and the requirements in it. Immutable. */
public final class RequirementsFile {
  private final RelPath path;
  private final Decoded content;
  private final List<RequirementLine> requirements;

  RequirementsFile(RelPath path, Decoded content, List<RequirementLine> requirements) {
    this.path = path;
    this.content = content;
    this.requirements = List.copyOf(requirements);
  }

  /** Where it is in the source tree. */
  public RelPath path() {
    return path;
  }

  /**
   * Its own requirements and constraints, in the order of the file; those of included files not.
   */
  public List<RequirementLine> requirements() {
    return requirements;
  }

  Decoded content() {
    return content;
  }
}
