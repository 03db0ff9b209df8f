/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.public_is_needed.parts;

import org.jspecify.annotations.NullMarked;
