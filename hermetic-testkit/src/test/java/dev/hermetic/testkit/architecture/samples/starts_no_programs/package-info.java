/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.starts_no_programs;

import org.jspecify.annotations.NullMarked;
