/** Finds providers on class path and module path, once and explicitly. */
@NullMarked
package dev.hermetic.core.internal.discovery;

import org.jspecify.annotations.NullMarked;
