/** Reads npm's lockfiles and lays their packages out for {@code npm ci} without a network. */
@NullMarked
package dev.hermetic.npm;

import org.jspecify.annotations.NullMarked;
