/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.short_files;

import org.jspecify.annotations.NullMarked;
