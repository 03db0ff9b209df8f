/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.names_say_something;

import org.jspecify.annotations.NullMarked;
