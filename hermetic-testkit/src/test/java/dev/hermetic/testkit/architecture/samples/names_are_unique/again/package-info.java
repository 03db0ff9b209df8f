/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.names_are_unique.again;

import org.jspecify.annotations.NullMarked;
