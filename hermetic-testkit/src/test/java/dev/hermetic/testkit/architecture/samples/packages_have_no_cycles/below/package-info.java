/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.packages_have_no_cycles.below;

import org.jspecify.annotations.NullMarked;
