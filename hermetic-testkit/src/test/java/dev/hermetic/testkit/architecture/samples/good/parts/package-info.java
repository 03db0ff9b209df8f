/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.good.parts;

import org.jspecify.annotations.NullMarked;
