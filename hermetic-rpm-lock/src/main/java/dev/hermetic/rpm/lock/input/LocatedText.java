package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;

/**
 * A text and where it stands.
 *
 * @param at file and line
 * @param text the text, never empty unless said otherwise
 */
public record LocatedText(Location at, String text) {}
