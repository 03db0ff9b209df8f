/** Plans and runs: the data's way from inputs to the output directory. */
@NullMarked
package dev.hermetic.core.internal.engine;

import org.jspecify.annotations.NullMarked;
