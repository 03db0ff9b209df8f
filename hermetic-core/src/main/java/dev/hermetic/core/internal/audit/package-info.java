/** Compares an output with what its manifest records. */
@NullMarked
package dev.hermetic.core.internal.audit;

import org.jspecify.annotations.NullMarked;
