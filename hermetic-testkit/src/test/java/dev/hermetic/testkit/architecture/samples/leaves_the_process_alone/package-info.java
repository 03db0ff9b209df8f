/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.leaves_the_process_alone;

import org.jspecify.annotations.NullMarked;
