/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.names_no_other_ecosystem;

import org.jspecify.annotations.NullMarked;
