/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.good;

import org.jspecify.annotations.NullMarked;
