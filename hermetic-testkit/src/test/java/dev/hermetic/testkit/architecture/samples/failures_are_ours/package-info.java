/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.failures_are_ours;

import org.jspecify.annotations.NullMarked;
