/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.short_methods;

import org.jspecify.annotations.NullMarked;
