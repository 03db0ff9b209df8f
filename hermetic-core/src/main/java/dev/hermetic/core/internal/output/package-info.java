/** The output directory: where things lie in it, and how it is replaced as a whole. */
@NullMarked
package dev.hermetic.core.internal.output;

import org.jspecify.annotations.NullMarked;
