/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.depends_on_lower_floors;

import org.jspecify.annotations.NullMarked;
