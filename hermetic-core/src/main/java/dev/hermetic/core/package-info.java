/**
 * Façade, model and exceptions: what callers and plugins both see.
 *
 * <p>Everything here is immutable and thread-safe unless its documentation says otherwise.
 */
@NullMarked
package dev.hermetic.core;

import org.jspecify.annotations.NullMarked;
