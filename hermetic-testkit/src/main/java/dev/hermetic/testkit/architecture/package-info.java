/** The rules that every module keeps, to be run by a test of each. */
@NullMarked
package dev.hermetic.testkit.architecture;

import org.jspecify.annotations.NullMarked;
