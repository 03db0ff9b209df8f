package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A stage of a Containerfile: the first one that one of the three conditions holds for, the last
 * one when there is no condition.
 *
 * @param at where it is asked for
 * @param file the Containerfile, relative to the source tree
 * @param stageNumber the number of the stage, counted from 1
 * @param stageName the name of the stage
 * @param imagePattern a regular expression that is found in the name of the base image
 * @param argFile a file with build arguments, {@code KEY=VALUE}, relative to the source tree
 */
record ContainerfileSpec(
    Location at,
    RelPath file,
    OptionalInt stageNumber,
    Optional<String> stageName,
    Optional<String> imagePattern,
    Optional<RelPath> argFile) {
  /** The last stage of a file. */
  static ContainerfileSpec lastStage(Location at, RelPath file) {
    return new ContainerfileSpec(
        at, file, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean hasCondition() {
    return stageNumber.isPresent() || stageName.isPresent() || imagePattern.isPresent();
  }
}
