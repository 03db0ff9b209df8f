/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.few_parameters;

import org.jspecify.annotations.NullMarked;
