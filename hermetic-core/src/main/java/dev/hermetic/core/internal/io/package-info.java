/**
 * File primitives below everything that writes: atomic replacement, syncing, classified failures.
 */
@NullMarked
package dev.hermetic.core.internal.io;

import org.jspecify.annotations.NullMarked;
