/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.packages_have_no_cycles;

import org.jspecify.annotations.NullMarked;
