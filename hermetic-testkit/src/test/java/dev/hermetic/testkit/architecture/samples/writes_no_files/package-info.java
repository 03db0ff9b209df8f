/** A sample. */
@NullMarked
package dev.hermetic.testkit.architecture.samples.writes_no_files;

import org.jspecify.annotations.NullMarked;
