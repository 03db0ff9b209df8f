/** The content-addressed store that runs and processes share. */
@NullMarked
package dev.hermetic.core.store;

import org.jspecify.annotations.NullMarked;
