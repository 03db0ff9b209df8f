package dev.hermetic.pip.lock;

import dev.hermetic.pip.requirement.Requirement;

/**
 * A requirement somebody wrote.
 *
 * @param requirement what
 * @param origin where, for explanations: {@code requirements.in:4}; empty for metadata
 */
record StatedRequirement(Requirement requirement, String origin) {
  /** In words, without the marker. */
  String text() {
    String text =
        requirement.url().isPresent()
            ? requirement.name() + " @ URL"
            : requirement.withMarker(java.util.Optional.empty()).toString();
    return origin.isEmpty() ? text : text + " (" + origin + ")";
  }

  @Override
  public String toString() {
    return text();
  }
}
