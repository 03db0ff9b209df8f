package dev.hermetic.rpm.lock.input;

import java.util.Optional;

/**
 * Images whose labels are variables of one origin only.
 *
 * @param image {@code varsFromImage}: the name of an image
 * @param containerfile {@code varsFromContainerfile}: the base image of a stage; its labels win
 */
record VarsFrom(Optional<LocatedText> image, Optional<ContainerfileSpec> containerfile) {
  /** None. */
  public static final VarsFrom NOTHING = new VarsFrom(Optional.empty(), Optional.empty());
}
