/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.signatures_are_our_own;

import org.jspecify.annotations.NullMarked;
